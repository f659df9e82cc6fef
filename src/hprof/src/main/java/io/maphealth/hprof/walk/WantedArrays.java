package io.maphealth.hprof.walk;

import io.maphealth.hprof.capture.Captured;
import io.maphealth.hprof.capture.MapKind;
import io.maphealth.hprof.capture.MapRow;
import io.maphealth.javamaps.CompositeLayout;
import io.maphealth.javamaps.IdTable;
import io.maphealth.javamaps.MapLayout.BinTable;
import io.maphealth.javamaps.MapLayout.CellTable;
import io.maphealth.javamaps.MapLayout.SearchTree;
import io.maphealth.javamaps.MapLayout.SkipList;
import java.util.HashMap;
import java.util.Map;

/// Which arrays of a dump belong to which map, and as what.
final class WantedArrays {
    private static final int ROLE_BITS = 2;

    /// What an array is to a map.
    enum Role {
        TABLE(0),
        NEXT_TABLE(1),
        COUNTER_CELLS(2);

        private static final Role[] ALL = values();

        private final int number;

        Role(int number) {
            this.number = number;
        }
    }

    private final IdTable uses;
    private final Map<Integer, Integer> sharers = new HashMap<>();

    WantedArrays(Captured captured) {
        int maps = captured.maps().size();
        long arrays = 0;
        for (int map = 0; map < maps; map++) {
            MapRow row = captured.maps().get(map);
            arrays += sign(row.entrance()) + sign(captured.cellArray(row)) + sign(row.nextTable());
        }
        this.uses = new IdTable(arrays);
        for (int map = 0; map < maps; map++) {
            MapRow row = captured.maps().get(map);
            if (hasTable(captured.plan().mapKinds().get(row.kind()))) {
                want(row.entrance(), map, Role.TABLE);
            }
            want(captured.cellArray(row), map, Role.COUNTER_CELLS);
            want(row.nextTable(), map, Role.NEXT_TABLE);
        }
    }

    /// How an array is used, 0 when it is not.
    int use(int array) {
        return uses.get(array);
    }

    /// The map that an array is the table of, -1 for others.
    int mapOfTable(int array) {
        int use = use(array);
        return use == 0 || role(use) == Role.COUNTER_CELLS ? -1 : map(use);
    }

    static int map(int use) {
        return (use >>> ROLE_BITS) - 1;
    }

    static Role role(int use) {
        return Role.ALL[use & ((1 << ROLE_BITS) - 1)];
    }

    /// Maps whose table another map has as well, with that other map: only broken programs and dumps have such.
    Map<Integer, Integer> sharers() {
        return sharers;
    }

    private void want(int array, int map, Role role) {
        if (array == 0) {
            return;
        }
        boolean first = uses.put(array, ((map + 1) << ROLE_BITS) | role.number);
        if (!first && role == Role.TABLE) {
            sharers.put(map, map(uses.get(array)));
        }
    }

    static boolean hasTable(MapKind kind) {
        return switch (kind.layout()) {
            case BinTable _, CellTable _ -> true;
            case SearchTree _, SkipList _, CompositeLayout _ -> false;
        };
    }

    private static int sign(int id) {
        return id == 0 ? 0 : 1;
    }
}
