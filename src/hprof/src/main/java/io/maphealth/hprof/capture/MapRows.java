package io.maphealth.hprof.capture;

import io.maphealth.javamaps.LongLog;
import java.util.List;

/// The maps of a dump, numbered from 0, in a few longs each.
public final class MapRows {
    private final List<LongLog> logs;
    private final int[] firstOfLog;
    private final int size;

    MapRows(List<LongLog> logs) {
        this.logs = logs;
        this.firstOfLog = new int[logs.size()];
        int maps = 0;
        for (int i = 0; i < firstOfLog.length; i++) {
            firstOfLog[i] = maps;
            maps += Math.toIntExact(logs.get(i).size() / MapRow.LONGS);
        }
        this.size = maps;
    }

    public int size() {
        return size;
    }

    public MapRow get(int map) {
        int log = firstOfLog.length - 1;
        while (firstOfLog[log] > map) {
            log--;
        }
        return MapRow.read(logs.get(log), map - firstOfLog[log]);
    }
}
