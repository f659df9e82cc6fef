package io.maphealth.hprof.owner;

import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.owner.References.Reference;
import io.maphealth.hprof.record.HeapScan;
import io.maphealth.hprof.walk.WalkPass;
import io.maphealth.javamaps.HolderRank;
import java.io.IOException;

/// One step up from objects that hold maps but do not tell whose they are: nodes, arrays, collections. `maps` tells,
/// for each of them that is an entry or the table of a map, its number + 1.
final class Climb {
    private final Holders holders;
    private final int[] maps;
    private final long[] bytes;

    private Climb(Holders holders, int[] maps, long[] bytes) {
        this.holders = holders;
        this.maps = maps;
        this.bytes = bytes;
    }

    /// Looks for the holders of objects: among maps and static fields, and if need be in the dump.
    static Climb from(Pending pending, WalkPass walks, HeapScan scan, Owners owners)
            throws IOException, InterruptedException {
        int[] objects = pending.objects();
        Targets targets = Targets.of(objects, owners.ids());
        int[] maps = walks.mapsOf(objects, targets::numbered, pending::kinds);
        Climb climb = new Climb(owners.holdersOf(targets), maps, pending.bytes());
        if (owners.worthALook(climb.bytesOfUnknown(), scan)) {
            long[] pages = climb.pagesOfUnknown(objects, owners.ids());
            climb.holders.add(walks.companions(scan.scan(
                    unit -> owners.pages().mayRefer(unit, pages),
                    window -> walks.alone(owners.visitor(targets, window)))));
            climb.findTables(walks);
        }
        return climb;
    }

    /// Bytes of maps of whose owners a scan could tell more.
    private long bytesOfUnknown() {
        long unknown = 0;
        for (int place = 0; place < maps.length; place++) {
            if (unknown(place)) {
                unknown += bytes[place];
            }
        }
        return unknown;
    }

    /// Where those lie of whose owners a scan could tell more.
    private long[] pagesOfUnknown(int[] objects, CompactIds ids) {
        long[] pages = ReferencedPages.none();
        for (int place = 0; place < maps.length; place++) {
            if (unknown(place)) {
                ReferencedPages.add(pages, ids.idOf(objects[place]));
            }
        }
        return pages;
    }

    private boolean unknown(int place) {
        return maps[place] == 0 && holders.rank(place) != HolderRank.STATIC;
    }

    /// What a flat table refers to belongs to its map.
    private void findTables(WalkPass walks) {
        for (int place = 0; place < maps.length; place++) {
            if (maps[place] == 0 && holders.rank(place) == HolderRank.ELEMENT) {
                maps[place] = walks.mapOfTable(holders.holder(place)) + 1;
            }
        }
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

    /// The best reference to an object.
    Reference reference(int place) {
        return new Reference(holders.holder(place), holders.score(place));
    }

    /// The holder that the next climb has to start from, 0 when there is no need to.
    int next(int place) {
        return maps[place] == 0 && holders.rank(place).leadsOn() ? holders.holder(place) : 0;
    }

    /// About what the maps hold whose owners depend on an object.
    long bytes(int place) {
        return bytes[place];
    }

    int size() {
        return maps.length;
    }
}
