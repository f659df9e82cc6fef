import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A program that never rests: one map of each kind is written all the time, two threads make garbage of small maps,
 * and many maps lie still. One of those says it has 1000 entries more than it holds.
 */
public class Busy {
    private static final int HOT = 20_000;
    private static final int SMALL = 50_000;
    private static final int GARBAGE_BYTES = 24_000;

    static final Map<Integer, Integer> hotHashMap = new HashMap<>();
    static final Map<Integer, Integer> hotConcurrentMap = new ConcurrentHashMap<>();
    static final Map<Integer, Integer> drifted = new HashMap<>();
    static final Object[] small = new Object[SMALL];
    static volatile Object garbage;

    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i < SMALL; i++) {
            small[i] = fill(new HashMap<>(), i % 16);
        }
        fill(drifted, 10_000);
        Field size = HashMap.class.getDeclaredField("size");
        size.setAccessible(true);
        size.setInt(drifted, 11_000);
        System.gc();
        start(() -> write(hotHashMap));
        start(() -> write(hotConcurrentMap));
        start(Busy::litter);
        start(Busy::litter);
        System.out.println("READY");
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in));
        while (questions.readLine() != null) {
            System.out.println("allocated=" + allocated());
        }
        System.exit(0);
    }

    /** Bytes that all threads have allocated so far. */
    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds())).sum();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private static void write(Map<Integer, Integer> map) {
        fill(map, HOT);
        for (int key = HOT; ; key++) {
            map.put(key, key);
            map.remove(key - HOT);
        }
    }

    private static void litter() {
        for (int i = 0; ; i++) {
            garbage = new Object[] {fill(new HashMap<>(), i % 32), new byte[GARBAGE_BYTES]};
        }
    }

    private static Map<Integer, Integer> fill(Map<Integer, Integer> map, int entries) {
        for (int i = 0; i < entries; i++) {
            map.put(i, i);
        }
        return map;
    }
}
