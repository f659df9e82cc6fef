import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.HashBiMap;
import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import it.unimi.dsi.fastutil.doubles.Double2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import it.unimi.dsi.fastutil.objects.Object2ObjectLinkedOpenHashMap;
import it.unimi.dsi.fastutil.objects.Object2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.objects.ObjectOpenHashSet;
import it.unimi.dsi.fastutil.objects.Reference2ObjectOpenHashMap;
import io.netty.util.collection.LongObjectHashMap;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.agrona.collections.Int2IntHashMap;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.IntHashSet;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.Object2IntHashMap;
import org.agrona.collections.Object2ObjectHashMap;
import org.agrona.collections.ObjectHashSet;
import org.eclipse.collections.api.PrimitiveIterable;
import org.eclipse.collections.impl.map.mutable.UnifiedMap;
import org.eclipse.collections.impl.map.mutable.primitive.IntIntHashMap;
import org.eclipse.collections.impl.map.mutable.primitive.IntObjectHashMap;
import org.eclipse.collections.impl.map.mutable.primitive.ObjectIntHashMap;
import org.eclipse.collections.impl.set.mutable.UnifiedSet;

/** One map of each library in a static field of its own; answers as MapZoo does. */
public class LibraryZoo {
    static final Map<Integer, Object> nettyInt = numbers(new io.netty.util.collection.IntObjectHashMap<>(), 1_000, 300);
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

    static final Map<Long, Object> fastutilLongs = zeroKey(longs(new Long2ObjectOpenHashMap<>(), 1_000));
    static final Map<Long, Object> fastutilLongsOfNull = longs(new Long2ObjectOpenHashMap<>(), 9, null);
    static final Map<Integer, Integer> fastutilInts = squares(new Int2IntOpenHashMap(), 500, 100);
    static final Map<Double, Object> fastutilDoubles = doubles(new Double2ObjectOpenHashMap<>(), 40);
    static final Collection<Integer> fastutilIntSet = ints(new IntOpenHashSet(), 300);
    static final Map<Integer, Integer> agronaPairs = squares(new Int2IntHashMap(-1), 700, 50);
    static final Map<Long, Long> agronaLongPairs = longSquares(new Long2LongHashMap(Long.MIN_VALUE), 600);
    static final Collection<Integer> agronaIntSet = ints(new IntHashSet(), 80);
    static final Collection<Integer> agronaIntSetMissing = missing(ints(new IntHashSet(), 20));
    static final Map<Object, Object> guavaImmutable = ImmutableMap.copyOf(words(new HashMap<>(), 2_000));
    static final Map<Object, Object> guavaImmutableBoth = ImmutableBiMap.copyOf(words(new HashMap<>(), 50));
    static final Collection<Object> guavaImmutableSet = ImmutableSet.copyOf(words(new HashMap<>(), 70).keySet());
    static final Cache<Object, Object> guavaCache = cached(CacheBuilder.newBuilder().build(), 1_000);
    static final Cache<Object, Object> guavaCacheLimited =
            cached(CacheBuilder.newBuilder().maximumSize(100).expireAfterAccess(Duration.ofHours(1)).build(), 500);
    static final com.github.benmanes.caffeine.cache.Cache<Object, Object> caffeine =
            cached(Caffeine.newBuilder().maximumSize(10_000).build(), 800);
    static final com.github.benmanes.caffeine.cache.Cache<Object, Object> caffeineUnbounded =
            cached(Caffeine.newBuilder().build(), 700);
    static final Map<Object, Object> unifiedMap = nullKey(words(UnifiedMap.newMap(), 5_000));
    static final Map<Object, Object> unifiedColliding = colliding(UnifiedMap.newMap(), 30);
    static final Collection<Object> unifiedSet = set(UnifiedSet.newSet(), 4_000);
    static final Collection<Object> unifiedSetColliding = set(UnifiedSet.newSet(), 10);
    static final IntObjectHashMap<Object> eclipseInts = eclipseInts();
    static final IntIntHashMap eclipsePairs = eclipsePairs();
    static final ObjectIntHashMap<Object> eclipseCounts = eclipseCounts();
    static final scala.collection.mutable.TreeMap<Object, Object> scalaTree = scalaTree(90);
    static final scala.collection.immutable.HashMap<Object, Object> scalaImmutable = scalaImmutable(3_000);
    static final scala.collection.immutable.HashMap<Object, Object> scalaImmutableNext =
            scalaImmutable.removed("key7");
    static final scala.collection.immutable.HashSet<Object> scalaImmutableSet = scalaImmutableSet(400);

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

    static Map<Long, Object> longs(Map<Long, Object> map, int entries, Object value) {
        for (long i = 1; i <= entries; i++) {
            map.put(i, value);
        }
        return map;
    }

    static Map<Long, Object> zeroKey(Map<Long, Object> map) {
        map.put(0L, "value of zero");
        return map;
    }

    static Map<Double, Object> doubles(Map<Double, Object> map, int entries) {
        for (int i = 0; i < entries; i++) {
            map.put(i / 3.0, i);
        }
        return map;
    }

    static Map<Integer, Integer> squares(Map<Integer, Integer> map, int entries, int removed) {
        for (int i = 0; i < entries; i++) {
            map.put(i - 3, i * i);
        }
        for (int i = 0; i < removed; i++) {
            map.remove(i);
        }
        return map;
    }

    static Map<Long, Long> longSquares(Map<Long, Long> map, int entries) {
        for (long i = 0; i < entries; i++) {
            map.put(i, i * i);
        }
        return map;
    }

    static Collection<Integer> ints(Collection<Integer> set, int entries) {
        for (int i = 0; i < entries; i++) {
            set.add(i * 3);
        }
        return set;
    }

    static Collection<Integer> missing(Collection<Integer> set) {
        set.add(-1);
        return set;
    }

    static Cache<Object, Object> cached(Cache<Object, Object> cache, int entries) {
        for (int i = 0; i < entries; i++) {
            cache.put("key" + i, i);
        }
        return cache;
    }

    static com.github.benmanes.caffeine.cache.Cache<Object, Object> cached(
            com.github.benmanes.caffeine.cache.Cache<Object, Object> cache, int entries) {
        for (int i = 0; i < entries; i++) {
            cache.put("key" + i, i);
        }
        return cache;
    }

    /** Strings of equal hash. */
    static Map<Object, Object> colliding(Map<Object, Object> map, int entries) {
        for (int i = 0; i < entries; i++) {
            StringBuilder key = new StringBuilder();
            for (int bit = 0; bit < 6; bit++) {
                key.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            map.put(key.toString(), i);
        }
        return map;
    }

    static IntObjectHashMap<Object> eclipseInts() {
        IntObjectHashMap<Object> map = new IntObjectHashMap<>();
        for (int i = -5; i < 1_000; i++) {
            map.put(i, i % 7 == 0 ? null : "value" + i);
        }
        for (int i = 10; i < 300; i++) {
            map.remove(i);
        }
        return map;
    }

    static IntIntHashMap eclipsePairs() {
        IntIntHashMap map = new IntIntHashMap();
        for (int i = 0; i < 600; i++) {
            map.put(i, i * i);
        }
        map.remove(0);
        return map;
    }

    static ObjectIntHashMap<Object> eclipseCounts() {
        ObjectIntHashMap<Object> map = new ObjectIntHashMap<>();
        for (int i = 0; i < 200; i++) {
            map.put("key" + i, i);
        }
        for (int i = 0; i < 50; i++) {
            map.remove("key" + i);
        }
        map.put(null, 1);
        return map;
    }

    static scala.collection.mutable.TreeMap<Object, Object> scalaTree(int entries) {
        scala.collection.mutable.TreeMap<Object, Object> map =
                new scala.collection.mutable.TreeMap<>((scala.math.Ordering<Object>) (Object) scala.math.Ordering.String$.MODULE$);
        for (int i = 0; i < entries; i++) {
            map.put("key" + i, i);
        }
        return map;
    }

    static scala.collection.immutable.HashMap<Object, Object> scalaImmutable(int entries) {
        scala.collection.immutable.HashMap<Object, Object> map = new scala.collection.immutable.HashMap<>();
        for (int i = 0; i < entries; i++) {
            map = map.updated("key" + i, (Object) i);
        }
        return map;
    }

    static scala.collection.immutable.HashSet<Object> scalaImmutableSet(int entries) {
        scala.collection.immutable.HashSet<Object> set = new scala.collection.immutable.HashSet<>();
        for (int i = 0; i < entries; i++) {
            set = set.incl("key" + i);
        }
        return set;
    }

    static void truth(String file) throws Exception {
        try (PrintWriter out = new PrintWriter(file, "UTF-8")) {
            for (Field field : LibraryZoo.class.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    Object map = field.get(null);
                    String owner = "LibraryZoo." + field.getName() + (map instanceof Cache ? "[value]" : "");
                    out.println(owner + "\t" + size(map) + "\t" + iterated(map) + "\t-1\t-1");
                }
            }
        }
    }

    static long size(Object map) {
        if (map instanceof Map) {
            return ((Map<?, ?>) map).size();
        } else if (map instanceof Cache) {
            return ((Cache<?, ?>) map).size();
        } else if (map instanceof com.github.benmanes.caffeine.cache.Cache) {
            return ((com.github.benmanes.caffeine.cache.Cache<?, ?>) map).estimatedSize();
        } else if (map instanceof PrimitiveIterable) {
            return ((PrimitiveIterable) map).size();
        } else if (map instanceof ObjectIntHashMap) {
            return ((ObjectIntHashMap<?>) map).size();
        } else if (map instanceof IntObjectHashMap) {
            return ((IntObjectHashMap<?>) map).size();
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
        if (map instanceof Cache) {
            return iterated(((Cache<?, ?>) map).asMap());
        } else if (map instanceof com.github.benmanes.caffeine.cache.Cache) {
            return iterated(((com.github.benmanes.caffeine.cache.Cache<?, ?>) map).asMap());
        } else if (map instanceof IntIntHashMap) {
            return ((IntIntHashMap) map).keysView().toArray().length;
        } else if (map instanceof ObjectIntHashMap) {
            return iterated(((ObjectIntHashMap<?>) map).keySet());
        } else if (map instanceof IntObjectHashMap) {
            return ((IntObjectHashMap<?>) map).keysView().toArray().length;
        }
        Collection<?> keys = map instanceof Map ? ((Map<?, ?>) map).keySet() : (Collection<?>) map;
        for (Iterator<?> i = keys.iterator(); i.hasNext(); i.next()) {
            count++;
        }
        return count;
    }
}
