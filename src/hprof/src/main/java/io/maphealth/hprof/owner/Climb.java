package io.maphealth.hprof.owner;

/// One step up from objects that hold maps but do not tell whose they are: nodes, arrays, collections. `maps` tells,
/// for
/// each of them that is an entry or the table of a map, its number + 1.
final class Climb {
    private final Holders holders;
    private final int[] maps;

    Climb(Holders holders, int[] maps) {
        this.holders = holders;
        this.maps = maps;
    }

    Holders holders() {
        return holders;
    }

    /// The place of an object in this climb, -1 when it is not in it.
    int place(int object) {
        return holders.targets().numbered(object);
    }

    /// The map that an object is an entry or the table of, -1 for others.
    int map(int place) {
        return maps[place] - 1;
    }

    /// The holder that the next climb has to start from, 0 when there is no need to.
    int next(int place) {
        return maps[place] == 0 && holders.rank(place).leadsOn() ? holders.holder(place) : 0;
    }

    int size() {
        return maps.length;
    }
}
