package io.maphealth.bench;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/// A program whose heap looks like a server's: many small maps, a few large ones, strings, arrays. It writes a dump of
/// itself and ends. Arguments: the file, and how many million map entries (about 0.35 GB of dump each).
public final class BigHeap {
    private static final int ENTRIES_PER_SMALL_MAP = 16;

    private BigHeap() {}

    private record Session(String user, BitSet history) {}

    private static final List<Map<Integer, Session>> SMALL_MAPS = new ArrayList<>();
    private static final Map<String, Session> REGISTRY = new ConcurrentHashMap<>();

    public static void main(String[] arguments) throws IOException {
        long entries = Long.parseLong(arguments[1]) * 1_000_000;
        SplittableRandom random = new SplittableRandom(42);
        for (long i = 0; i < entries / 2; i++) {
            REGISTRY.put("session-" + i, session(random, i));
        }
        for (long i = 0; i < entries / 2 / ENTRIES_PER_SMALL_MAP; i++) {
            Map<Integer, Session> map = new HashMap<>();
            for (int key = 0; key < ENTRIES_PER_SMALL_MAP; key++) {
                map.put(random.nextInt(), session(random, i));
            }
            SMALL_MAPS.add(map);
        }
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(arguments[0], true);
    }

    private static Session session(SplittableRandom random, long i) {
        return new Session("user-" + i, new BitSet(random.nextInt(2_000)));
    }
}
