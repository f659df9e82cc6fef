import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;

/**
 * One map of every kind and state in a static field of its own, and the truth about each by its own size(), its own
 * iterator and reflection. Answers "truth FILE" and "dump FILE" on standard input. Java 8, so that any JDK runs it.
 */
public class MapZoo {
    /** A class of its own, so that threads may run code of the outer one while this is being initialised. */
    static class Maps {
        static final Map<Object, Object> hashMapNever = new HashMap<>();
        static final Map<Object, Object> hashMapSmall = filled(new HashMap<>(), 5);
        static final Map<Object, Object> hashMapLarge = filled(new HashMap<>(), 100_000);
        static final Map<Object, Object> hashMapPresized = filled(new HashMap<>(1 << 16), 10);
        static final Map<Object, Object> hashMapEmptied = emptied(new HashMap<>(), 50_000);
        static final Map<Object, Object> hashMapColliding = colliding(new HashMap<>(), 500);
        static final Map<Object, Object> hashMapRaced = raced();
        static final Map<Object, Object> hashMapSubclass = filled(new Registry(), 777);
        static final Map<Object, Object> linkedHashMap = filled(new LinkedHashMap<>(), 3_000);
        static final Map<Object, Object> linkedLru = filled(new Lru(100), 3_000);
        static final Map<Object, Object> concurrentNever = new ConcurrentHashMap<>();
        static final Map<Object, Object> concurrentSmall = filled(new ConcurrentHashMap<>(), 5);
        static final Map<Object, Object> concurrentContended = contended(4, 25_000);
        static final Map<Object, Object> concurrentColliding = colliding(new ConcurrentHashMap<>(), 500);
        static final Map<Object, Object> concurrentResizing = resizing(7_000);
        static final Map<Object, Object> concurrentReserved = reserved(20);
        static final Map<Object, Object> hashtable = filled(new Hashtable<>(), 1_000);
        static final Map<Object, Object> treeMap = filled(new TreeMap<>(), 10_000);
        static final Map<Object, Object> treeMapOne = filled(new TreeMap<>(), 1);
        static final Map<Object, Object> identityMap = filled(new IdentityHashMap<>(), 400);
        static final Map<Object, Object> identityNullKey = nullKey(filled(new IdentityHashMap<>(), 40));
        static final List<Object> weakKeys = new ArrayList<>();
        static final Map<Object, Object> weakMap = weak(300, 100);
        static final Collection<Object> hashSet = new HashSet<>(filled(new HashMap<>(), 2_000).keySet());
        static final Collection<Object> linkedHashSet = new LinkedHashSet<>(filled(new HashMap<>(), 20).keySet());
        static final Collection<Object> treeSet = new TreeSet<>(filled(new HashMap<>(), 200).keySet());
        static final Collection<Object> concurrentSet = concurrentSet(150);
        static final Map<Object, Object> unmodifiable = Collections.unmodifiableMap(filled(new HashMap<>(), 12));
        static final Map<Object, Object> synchronizedMap = Collections.synchronizedMap(filled(new TreeMap<>(), 13));
        static final Map<Object, Object> skipList = filled(new ConcurrentSkipListMap<>(), 5_000);
        static final Map<Object, Object> skipListEmptied = drained(filled(new ConcurrentSkipListMap<>(), 500));
        static final Map<Object, Object> skipListNever = new ConcurrentSkipListMap<>();
        static final Collection<Object> skipListSet = new ConcurrentSkipListSet<>(filled(new HashMap<>(), 60).keySet());
        static final Map<Thread.State, Object> enumMap = states();
        static final Map<Object, Object> immutable = Map.of(1, 2, 3, 4, 5, 6);
        static final Collection<Object> immutableSet = java.util.Set.of(1, 2, 3, 4, 5, 6, 7);
        static final Holder holder = new Holder();
        static final List<Map<Object, Object>> thousandSmall = thousandSmall();
    }

    static class Holder {
        final Map<Object, Object> sessions = filled(new HashMap<>(), 33);
        final Map<String, Map<Object, Object>> nested = new HashMap<>();

        Holder() {
            for (int i = 0; i < 7; i++) {
                nested.put("tenant" + i, filled(new HashMap<>(), 3));
            }
        }
    }

    static class Registry extends HashMap<Object, Object> {
        private static final long serialVersionUID = 1;
        final String name = "registry";
    }

    static class Lru extends LinkedHashMap<Object, Object> {
        private static final long serialVersionUID = 1;
        final int most;

        Lru(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
            return size() > most;
        }
    }

    static final class Clash implements Comparable<Clash> {
        final int number;

        Clash(int number) {
            this.number = number;
        }

        @Override
        public int hashCode() {
            return number % 3;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Clash && ((Clash) other).number == number;
        }

        @Override
        public int compareTo(Clash other) {
            return Integer.compare(number, other.number);
        }
    }

    public static void main(String[] args) throws Exception {
        System.out.println("READY");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 2);
            if (words[0].equals("truth")) {
                truth(words[1]);
            } else {
                dump(words[1]);
            }
            System.out.println("done=" + words[0]);
        }
    }

    static void dump(String file) throws Exception {
        Class<?> type = Class.forName("com.sun.management.HotSpotDiagnosticMXBean");
        Object bean = ManagementFactory.getPlatformMXBean(type.asSubclass(java.lang.management.PlatformManagedObject.class));
        type.getMethod("dumpHeap", String.class, boolean.class).invoke(bean, file, true);
    }

    static Map<Object, Object> filled(Map<Object, Object> map, int entries) {
        for (int i = 0; i < entries; i++) {
            map.put("key" + i, i);
        }
        return map;
    }

    static Map<Object, Object> emptied(Map<Object, Object> map, int entries) {
        filled(map, entries).clear();
        return filled(map, 3);
    }

    static Map<Object, Object> colliding(Map<Object, Object> map, int entries) {
        for (int i = 0; i < entries; i++) {
            map.put(new Clash(i), i);
        }
        return map;
    }

    static Map<Object, Object> drained(Map<Object, Object> map) {
        for (int i = 0; i < 490; i++) {
            map.remove("key" + i);
        }
        return map;
    }

    static Map<Thread.State, Object> states() {
        Map<Thread.State, Object> map = new java.util.EnumMap<>(Thread.State.class);
        map.put(Thread.State.NEW, "new");
        map.put(Thread.State.BLOCKED, null);
        return map;
    }

    static Map<Object, Object> nullKey(Map<Object, Object> map) {
        map.put(null, "value of null");
        return map;
    }

    static Collection<Object> concurrentSet(int entries) {
        Collection<Object> set = ConcurrentHashMap.newKeySet();
        set.addAll(filled(new HashMap<>(), entries).keySet());
        return set;
    }

    static List<Map<Object, Object>> thousandSmall() {
        List<Map<Object, Object>> maps = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            maps.add(filled(i % 2 == 0 ? new HashMap<>() : new ConcurrentHashMap<>(), i % 20));
        }
        return maps;
    }

    /** Threads write to a HashMap without a lock until its size() and its contents differ. */
    static Map<Object, Object> raced() {
        for (int attempt = 0; attempt < 500; attempt++) {
            Map<Object, Object> map = new HashMap<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Random random = new Random(attempt * 31L + i);
                Thread thread = new Thread(() -> {
                    for (int j = 0; j < 20_000; j++) {
                        map.put(random.nextInt(8_000), j);
                        map.remove(random.nextInt(8_000));
                    }
                });
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
            }
            boolean atRest = true;
            for (Thread thread : threads) {
                try {
                    thread.join(5_000);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                atRest &= !thread.isAlive();
            }
            if (atRest && Math.abs(map.size() - iterated(map.keySet())) > 50) {
                return map;
            }
        }
        throw new IllegalStateException("no race went wrong");
    }

    static Map<Object, Object> contended(int threads, int each) {
        Map<Object, Object> map = new ConcurrentHashMap<>();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int first = i * each;
            Thread thread = new Thread(() -> {
                for (int j = 0; j < each; j++) {
                    map.put(first + j, j);
                }
            });
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return map;
    }

    /** A resize that waits for a bin whose lock is held by a compute() that never returns. */
    static Map<Object, Object> resizing(int entries) {
        ConcurrentHashMap<Object, Object> map = new ConcurrentHashMap<>(1 << 12);
        for (int i = 0; i < entries / 2; i++) {
            map.put(i, i);
        }
        CountDownLatch held = new CountDownLatch(1);
        forever(() -> map.compute(1_000, (key, value) -> {
            held.countDown();
            return sleep();
        }));
        try {
            held.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Thread writer = forever(() -> {
            for (int i = entries / 2; i < entries; i++) {
                map.put(i + 1_000_000, i);
            }
        });
        while (writer.getState() != Thread.State.BLOCKED) {
            if (!writer.isAlive()) {
                throw new IllegalStateException("the resize waited for nobody");
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        if (field(ConcurrentHashMap.class, "nextTable", map) == null) {
            throw new IllegalStateException("no resize is going on");
        }
        return map;
    }

    static Map<Object, Object> reserved(int entries) {
        ConcurrentHashMap<Object, Object> map = new ConcurrentHashMap<>(256);
        filled(map, entries);
        CountDownLatch held = new CountDownLatch(1);
        forever(() -> map.computeIfAbsent(200, key -> {
            held.countDown();
            return sleep();
        }));
        try {
            held.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return map;
    }

    static Object sleep() {
        while (true) {
            try {
                Thread.sleep(1_000_000);
            } catch (InterruptedException e) {
                return null;
            }
        }
    }

    static Thread forever(Runnable run) {
        Thread thread = new Thread(run);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** A weak map some of whose keys have gone, and which has not been touched since. */
    static Map<Object, Object> weak(int entries, int kept) {
        Map<Object, Object> map = new WeakHashMap<>();
        for (int i = 0; i < entries; i++) {
            Object key = new Object();
            if (i < kept) {
                Maps.weakKeys.add(key);
            }
            map.put(key, i);
        }
        Object last = new Object();
        Reference<Object> sign = new java.lang.ref.WeakReference<>(last);
        last = null;
        for (int i = 0; i < 100 && sign.get() != null; i++) {
            System.gc();
        }
        return map;
    }

    static void truth(String file) throws Exception {
        try (PrintWriter out = new PrintWriter(file, "UTF-8")) {
            for (Field field : Maps.class.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && !field.getName().startsWith("weakKeys")) {
                    row(out, "MapZoo$Maps." + field.getName(), field.get(null));
                }
            }
            row(out, "MapZoo$Holder.sessions", Maps.holder.sessions);
            row(out, "MapZoo$Holder.nested", Maps.holder.nested);
        }
    }

    static void row(PrintWriter out, String name, Object value) throws Exception {
        Object map = unwrapped(value);
        if (map.getClass().getName().endsWith("$SetN")) {
            out.println(name + "\t" + ((Collection<?>) map).size() + "\t" + iterated((Collection<?>) map) + "\t-1\t-1");
            return;
        }
        if (!(map instanceof Map)) {
            return;
        }
        long[] table = table(map);
        long size = map instanceof WeakHashMap ? ((Number) field(WeakHashMap.class, "size", map)).longValue() : ((Map<?, ?>) map).size();
        long iterated = map instanceof WeakHashMap ? table[2] : iterated(((Map<?, ?>) map).keySet());
        out.println(name + "\t" + size + "\t" + iterated + "\t" + table[0] + "\t" + table[1]);
    }

    static Object unwrapped(Object value) throws Exception {
        String name = value.getClass().getName();
        if (value instanceof HashSet) {
            return field(HashSet.class, "map", value);
        } else if (value instanceof ConcurrentSkipListSet) {
            return field(ConcurrentSkipListSet.class, "m", value);
        } else if (value instanceof TreeSet) {
            return field(TreeSet.class, "m", value);
        } else if (name.equals("java.util.Collections$UnmodifiableMap") || name.equals("java.util.Collections$SynchronizedMap")) {
            return field(value.getClass(), "m", value);
        } else if (name.endsWith("$KeySetView")) {
            return field(Class.forName("java.util.concurrent.ConcurrentHashMap$CollectionView"), "map", value);
        }
        return value;
    }

    /** Table length, longest chain, entries by walking the table; -1 for what the kind does not have. */
    static long[] table(Object map) throws Exception {
        String type = map.getClass().getName();
        if (map instanceof TreeMap || type.endsWith("SkipListMap") || type.endsWith("$MapN") || type.endsWith(".EnumMap")) {
            return new long[] {-1, -1, -1};
        }
        Class<?> declaring = map instanceof HashMap ? HashMap.class : map instanceof Hashtable ? Hashtable.class : map.getClass();
        Object table = field(declaring, "table", map);
        if (table == null) {
            return new long[] {0, 0, 0};
        }
        int length = Array.getLength(table);
        if (map instanceof IdentityHashMap) {
            return new long[] {length, -1, -1};
        }
        long longest = 0;
        long entries = 0;
        for (int i = 0; i < length; i++) {
            long chain = chain(Array.get(table, i));
            longest = Math.max(longest, chain);
            entries += chain;
        }
        boolean moving = map instanceof ConcurrentHashMap && field(ConcurrentHashMap.class, "nextTable", map) != null;
        return new long[] {length, moving ? -1 : longest, entries};
    }

    static long chain(Object first) throws Exception {
        Object node = first;
        long length = 0;
        while (node != null) {
            String name = node.getClass().getSimpleName();
            if (name.equals("TreeBin")) {
                node = field(node.getClass(), "first", node);
                continue;
            }
            if (name.equals("ForwardingNode") || name.equals("ReservationNode")) {
                return length;
            }
            length++;
            Class<?> declaring = node.getClass();
            while (!has(declaring, "next")) {
                declaring = declaring.getSuperclass();
            }
            node = field(declaring, "next", node);
        }
        return length;
    }

    static boolean has(Class<?> type, String name) {
        for (Field field : type.getDeclaredFields()) {
            if (field.getName().equals(name)) {
                return true;
            }
        }
        return type == Object.class;
    }

    static long iterated(Collection<?> keys) {
        long count = 0;
        for (Iterator<?> i = keys.iterator(); i.hasNext(); i.next()) {
            count++;
        }
        return count;
    }

    static Object field(Class<?> declaring, String name, Object of) {
        try {
            Field field = declaring.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
