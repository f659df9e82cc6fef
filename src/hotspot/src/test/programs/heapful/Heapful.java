import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A program with maps, arrays and a large object in young and old parts of its heap, at rest once it is READY. */
public class Heapful {
    static final List<Object> KEPT = new ArrayList<>();

    public static void main(String[] arguments) throws Exception {
        KEPT.add(fill(new HashMap<>(), 50_000));
        System.gc();
        KEPT.add(fill(new ConcurrentHashMap<>(), 20_000));
        KEPT.add(fill(new TreeMap<>(), 10_000));
        KEPT.add(new long[1 << 20]);
        KEPT.add(new Order[300_000]);
        for (int i = 0; i < 2_000; i++) {
            KEPT.add(fill(new HashMap<>(), i % 20));
        }
        System.out.println("READY");
        System.in.read();
    }

    static final class Order {
        final long number;

        Order(long number) {
            this.number = number;
        }
    }

    private static Map<Object, Object> fill(Map<Object, Object> map, int entries) {
        for (int i = 0; i < entries; i++) {
            map.put("key-" + i, new Order(i));
        }
        return map;
    }
}
