package io.maphealth.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A program of 0.8 GB that holds one map of 2 million entries and 230,000 small ones of eight kinds, and then does
/// nothing but feel its own pulse. It answers any question with the longest time that its heart beat stood still since
/// the question before.
public final class MapsAtRest {
    private static final long BEAT_NANOS = Duration.ofNanos(200_000).toNanos();
    private static final int REGISTERED = 2_000_000;
    private static final int SMALL_MAPS = 230_000;
    private static final int MOST_IN_SMALL_MAP = 12;

    private static final Map<String, Session> REGISTRY = new ConcurrentHashMap<>();
    private static final List<Map<Object, Object>> SMALL = new ArrayList<>();
    private static final AtomicLong LONGEST = new AtomicLong();

    private MapsAtRest() {}

    private record Session(long user, BitSet history) {}

    public static void main(String[] arguments) throws IOException {
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < REGISTERED; i++) {
            REGISTRY.put("session-" + i, new Session(i, new BitSet(random.nextInt(2_400))));
        }
        for (int i = 0; i < SMALL_MAPS; i++) {
            Map<Object, Object> map = ofKind(i % 32);
            for (int entries = random.nextInt(MOST_IN_SMALL_MAP); entries > 0; entries--) {
                map.put(random.nextInt(), (long) entries);
            }
            SMALL.add(map);
        }
        System.gc();
        Thread pulse = new Thread(MapsAtRest::beat);
        pulse.setDaemon(true);
        pulse.start();
        System.out.println("READY");
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (questions.readLine() != null) {
            System.out.println("gap=" + LONGEST.getAndSet(0));
        }
    }

    private static void beat() {
        long last = System.nanoTime();
        while (true) {
            LockSupport.parkNanos(BEAT_NANOS);
            long now = System.nanoTime();
            LONGEST.accumulateAndGet(now - last, Math::max);
            last = now;
        }
    }

    @SuppressWarnings("JdkObsolete")
    private static Map<Object, Object> ofKind(int kind) {
        return switch (kind) {
            case 0 -> new LinkedHashMap<>();
            case 1 -> new TreeMap<>();
            case 2 -> new Hashtable<>();
            case 3 -> new IdentityHashMap<>();
            case 4 -> new WeakHashMap<>();
            case 5, 6, 7 -> new ConcurrentHashMap<>();
            default -> new HashMap<>();
        };
    }
}
