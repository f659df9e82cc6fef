package io.maphealth.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A program whose heap looks like a server's: one large map, many small ones of eight kinds, held by fields, by a list
/// and by another map, with strings and arrays. It writes a dump of itself and ends. Arguments: the file, how many
/// million map entries (about 0.42 GB of dump each), and options of `jcmd GC.heap_dump`.
public final class BigHeap {
    private static final int ENTRIES_PER_SMALL_MAP = 16;

    private static final Map<String, Session> REGISTRY = new ConcurrentHashMap<>();
    private static final List<Map<Object, Session>> LISTED = new ArrayList<>();
    private static final Map<String, Map<Object, Session>> NESTED = new HashMap<>();
    private static final Map<Long, Account> ACCOUNTS = new HashMap<>();

    private BigHeap() {}

    private record Session(String user, BitSet history) {}

    private record Account(Map<Object, Session> sessions, Set<Long> seen) {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        long entries = Long.parseLong(arguments[1]) * 1_000_000;
        SplittableRandom random = new SplittableRandom(42);
        for (long i = 0; i < entries / 2; i++) {
            REGISTRY.put("session-" + i, session(random, i));
        }
        for (long i = 0; i < entries / 2 / ENTRIES_PER_SMALL_MAP; i++) {
            hold(filled(random, i), i);
        }
        dump(Stream.concat(Stream.of(arguments).skip(2), Stream.of(arguments[0]))
                .toArray(String[]::new));
    }

    /// By the command, for the JDK 25 has no such operation among its management beans.
    private static void dump(String[] arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/jcmd").toString(),
                Long.toString(ProcessHandle.current().pid()),
                "GC.heap_dump"));
        command.addAll(List.of(arguments));
        Process asked = new ProcessBuilder(command).inheritIO().start();
        if (asked.waitFor() != 0) {
            throw new IOException(command + " ended with status " + asked.exitValue());
        }
    }

    private static void hold(Map<Object, Session> map, long i) {
        switch ((int) (i / 8 % 3)) {
            case 0 -> LISTED.add(map);
            case 1 -> NESTED.put("nested-" + i, map);
            default -> ACCOUNTS.put(i, new Account(map, new HashSet<>(Set.of(i))));
        }
    }

    private static Map<Object, Session> filled(SplittableRandom random, long i) {
        Map<Object, Session> map = ofKind((int) (i % 8));
        for (int key = 0; key < ENTRIES_PER_SMALL_MAP; key++) {
            map.put(random.nextInt(), session(random, i));
        }
        return map;
    }

    @SuppressWarnings("JdkObsolete")
    private static Map<Object, Session> ofKind(int kind) {
        return switch (kind) {
            case 0 -> new LinkedHashMap<>();
            case 1 -> new TreeMap<>();
            case 2 -> new ConcurrentHashMap<>();
            case 3 -> new Hashtable<>();
            case 4 -> new IdentityHashMap<>();
            case 5 -> new WeakHashMap<>();
            default -> new HashMap<>();
        };
    }

    private static Session session(SplittableRandom random, long i) {
        return new Session("user-" + i, new BitSet(random.nextInt(2_000)));
    }
}
