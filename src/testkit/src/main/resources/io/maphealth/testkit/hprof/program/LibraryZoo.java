import com.google.common.collect.HashBiMap;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import it.unimi.dsi.fastutil.objects.Object2ObjectLinkedOpenHashMap;
import it.unimi.dsi.fastutil.objects.Object2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.objects.ObjectOpenHashSet;
import it.unimi.dsi.fastutil.objects.Reference2ObjectOpenHashMap;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.LongObjectHashMap;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.Object2IntHashMap;
import org.agrona.collections.Object2ObjectHashMap;
import org.agrona.collections.ObjectHashSet;

/** One map of each library in a static field of its own; answers as MapZoo does. */
public class LibraryZoo {
    static final Map<Integer, Object> nettyInt = numbers(new IntObjectHashMap<>(), 1_000, 300);
    static final Map<Long, Object> nettyLong = longs(new LongObjectHashMap<>(), 77);
    static final Map<Integer, Object> agronaInt = numbers(new Int2ObjectHashMap<>(), 1_000, 200);
    static final Map<Long, Object> agronaLong = longs(new Long2ObjectHashMap<>(), 500);
    static final Map<Object, Object> agronaObject = words(new Object2ObjectHashMap<>(), 400);
    static final Map<Object, Integer> agronaCounts = counts(new Object2IntHashMap<>(-1), 300);
    static final Collection<Object> agronaSet = set(new ObjectHashSet<>(), 90);
    static final scala.collection.mutable.HashMap<Object, Object> scalaMap = scala(5_000, 1_000);
    static final scala.collection.mutable.LinkedHashMap<Object, Object> scalaLinked = scalaLinked(700);
    static final Map<Object, Object> fastutilObject = words(new Object2ObjectOpenHashMap<>(), 1_000);
    static final Map<Object, Object> fastutilNullKey = nullKey(words(new Object2ObjectOpenHashMap<>(), 20));
    static final Map<Object, Object> fastutilLinked = words(new Object2ObjectLinkedOpenHashMap<>(), 33);
    static final Map<Object, Object> fastutilReference = words(new Reference2ObjectOpenHashMap<>(), 44);
    static final Map<Object, Integer> fastutilCounts = counts(new Object2IntOpenHashMap<>(), 55);
    static final Collection<Object> fastutilSet = set(new ObjectOpenHashSet<>(), 66);
    static final Map<Object, Object> guavaBoth = words(HashBiMap.create(), 3_000);
    static final Map<Integer, Object> guavaBothShrunk = numbers(HashBiMap.create(), 900, 850);
    static final Map<Object, Object> guavaCompact = words((Map<Object, Object>) hidden("CompactHashMap"), 500);
    static final Collection<Object> guavaCompactSet = set((Collection<Object>) hidden("CompactHashSet"), 70);

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

    /** Guava makes these for its own collections only. */
    static Object hidden(String name) {
        try {
            Method create = Class.forName("com.google.common.collect." + name).getDeclaredMethod("create");
            create.setAccessible(true);
            return create.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<Integer, Object> numbers(Map<Integer, Object> map, int entries, int removed) {
        for (int i = 0; i < entries; i++) {
            map.put(i * 7, "value" + i);
        }
        for (int i = 0; i < removed; i++) {
            map.remove(i * 7);
        }
        return map;
    }

    static Map<Long, Object> longs(Map<Long, Object> map, int entries) {
        for (long i = 0; i < entries; i++) {
            map.put(i << 33, i);
        }
        return map;
    }

    static Map<Object, Object> words(Map<Object, Object> map, int entries) {
        for (int i = 0; i < entries; i++) {
            map.put("key" + i, i);
        }
        return map;
    }

    static Map<Object, Object> nullKey(Map<Object, Object> map) {
        map.put(null, "value of null");
        return map;
    }

    static Map<Object, Integer> counts(Map<Object, Integer> map, int entries) {
        for (int i = 0; i < entries; i++) {
            map.put("key" + i, i);
        }
        return map;
    }

    static Collection<Object> set(Collection<Object> set, int entries) {
        for (int i = 0; i < entries; i++) {
            set.add("key" + i);
        }
        return set;
    }

    static scala.collection.mutable.HashMap<Object, Object> scala(int entries, int removed) {
        scala.collection.mutable.HashMap<Object, Object> map = new scala.collection.mutable.HashMap<>();
        for (int i = 0; i < entries; i++) {
            map.put("key" + i, i);
        }
        for (int i = 0; i < removed; i++) {
            map.remove("key" + i);
        }
        return map;
    }

    static scala.collection.mutable.LinkedHashMap<Object, Object> scalaLinked(int entries) {
        scala.collection.mutable.LinkedHashMap<Object, Object> map = new scala.collection.mutable.LinkedHashMap<>();
        for (int i = 0; i < entries; i++) {
            map.put("key" + i, i);
        }
        return map;
    }

    static void truth(String file) throws Exception {
        try (PrintWriter out = new PrintWriter(file, "UTF-8")) {
            for (Field field : LibraryZoo.class.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    Object map = field.get(null);
                    out.println("LibraryZoo." + field.getName() + "\t" + size(map) + "\t" + iterated(map) + "\t-1\t-1");
                }
            }
        }
    }

    static long size(Object map) {
        if (map instanceof Map) {
            return ((Map<?, ?>) map).size();
        }
        return map instanceof Collection ? ((Collection<?>) map).size() : ((scala.collection.Iterable<?>) map).size();
    }

    static long iterated(Object map) {
        long count = 0;
        if (map instanceof scala.collection.Iterable) {
            for (scala.collection.Iterator<?> i = ((scala.collection.Iterable<?>) map).iterator(); i.hasNext(); i.next()) {
                count++;
            }
            return count;
        }
        Collection<?> keys = map instanceof Map ? ((Map<?, ?>) map).keySet() : (Collection<?>) map;
        for (Iterator<?> i = keys.iterator(); i.hasNext(); i.next()) {
            count++;
        }
        return count;
    }
}
