package io.maphealth.hotspot.audit;

import io.maphealth.javamaps.LongLog;

/// Walks the maps that have no table, and those whose table was kept: they cost no read.
record KeptTables(MapLog maps, SmallTables.Found tables, TableWalk walk, HeapIds ids) {
    /// The numbers of the others, and of those that are not as they say.
    LongLog walk(MapWalks.Listener to) {
        LongLog others = new LongLog();
        for (int number = 0; number < maps.size(); number++) {
            if (!told(number, to)) {
                others.add(number);
            }
        }
        return others;
    }

    private boolean told(int number, MapWalks.Listener to) {
        long entrance = maps.entrance(number);
        int place = entrance == 0 ? 0 : tables.place(ids.of(entrance));
        if (!maps.plain(number) || (place == 0 && entrance != 0)) {
            return false;
        }
        int count = maps.count(number);
        int length = place == 0 ? 0 : tables.length(place);
        if (walk.commonEntries(tables, place) == count && to.alike(maps.classNumber(number), length, count)) {
            return true;
        }
        TableWalk.Result found = walk.walk(tables, place);
        if (!found.confirms(count)) {
            return false;
        }
        to.seen(MapWalks.seen(maps.get(number), count, found));
        return true;
    }
}
