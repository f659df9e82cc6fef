import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/** Maps whose contracts are broken, by their users where that can be done, else by reflection. */
public class ContractZoo {
    static class Colliding {
        @Override
        public int hashCode() {
            return 42;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }

    static class Held {
        final Object key;

        Held(Object key) {
            this.key = key;
        }
    }

    static final List<Object> strong = new ArrayList<>();
    static final Map<Date, String> changedDates = new HashMap<>();
    static final Map<String, Integer> changedHash = new HashMap<>();
    static final Map<Long, Integer> changedConcurrent = new ConcurrentHashMap<>();
    static final Map<Object, Object> heldByValues = new WeakHashMap<>();
    static final Map<Integer, Integer> tornOrder = new LinkedHashMap<>();
    static final Map<Integer, Integer> wholeOrder = new LinkedHashMap<>();
    static final Map<Object, Integer> cyclic = new HashMap<>();

    public static void main(String[] args) throws Exception {
        changeDates();
        changeHashes(changedHash, "word", 3);
        for (long i = 0; i < 100; i++) {
            changedConcurrent.put(i << 33, 1);
        }
        changeSomeHashes(changedConcurrent, 4);
        holdKeys();
        for (int i = 0; i < 30; i++) {
            tornOrder.put(i, i);
            wholeOrder.put(i, i);
        }
        Object head = get(tornOrder, "head");
        set(head, "after", get(get(get(get(head, "after"), "after"), "after"), "after"));
        for (int i = 0; i < 5; i++) {
            cyclic.put(new Colliding(), i);
        }
        biteTail(cyclic);
        System.out.println("READY");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 2);
            dump(words[1]);
            System.out.println("done=" + words[0]);
        }
    }

    static void changeDates() {
        List<Date> dates = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Date date = new Date(1_000_000L * i);
            dates.add(date);
            changedDates.put(date, "");
        }
        for (Date date : dates.subList(0, 12)) {
            date.setTime(date.getTime() + 86_400_000L);
        }
    }

    static void changeHashes(Map<String, Integer> map, String word, int changed) throws Exception {
        for (int i = 0; i < 100; i++) {
            map.put(word + i, i);
        }
        changeSomeHashes(map, changed);
    }

    /** To one that belongs into the same bin. */
    static void changeSomeHashes(Map<?, ?> map, int changed) throws Exception {
        Object table = get(map, "table");
        int left = changed;
        for (int i = 0; i < Array.getLength(table) && left > 0; i++) {
            Object node = Array.get(table, i);
            if (node != null) {
                set(node, "hash", (int) get(node, "hash") ^ 0x10_0000);
                left--;
            }
        }
    }

    static void holdKeys() {
        for (int i = 0; i < 50; i++) {
            Object key = new Object();
            strong.add(key);
            heldByValues.put(key, i < 15 ? new Held(key) : i == 15 ? key : new Held("another"));
        }
    }

    static void biteTail(Map<?, ?> map) throws Exception {
        Object table = get(map, "table");
        for (int i = 0; i < Array.getLength(table); i++) {
            Object first = Array.get(table, i);
            Object last = first;
            while (last != null && get(last, "next") != null) {
                last = get(last, "next");
            }
            if (last != null) {
                set(last, "next", first);
            }
        }
    }

    static Field field(Object object, String name) throws Exception {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }

    static Object get(Object object, String name) throws Exception {
        return field(object, name).get(object);
    }

    static void set(Object object, String name, Object value) throws Exception {
        field(object, name).set(object, value);
    }

    static void dump(String file) throws Exception {
        Class<?> type = Class.forName("com.sun.management.HotSpotDiagnosticMXBean");
        Object bean = ManagementFactory.getPlatformMXBean(type.asSubclass(java.lang.management.PlatformManagedObject.class));
        type.getMethod("dumpHeap", String.class, boolean.class).invoke(bean, file, true);
    }
}
