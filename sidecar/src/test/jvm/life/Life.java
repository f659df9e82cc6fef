import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Plants one fault of each kind that only shows over rounds, each beside a healthy twin that does as much work. It goes
 * on by one round when it reads "round", runs the collector at "gc", and answers with a line each time.
 */
public class Life {
    private static final int STEP = 60;

    // entries: keys stay in the one, are replaced in the other while as many more come in
    static final Map<String, Integer> sessions = new ConcurrentHashMap<>();
    static final Map<String, Integer> visits = new HashMap<>();
    // maps: more of the one kind each round, always as many of the other
    static final List<Map<Integer, Integer>> rooms = new ArrayList<>();
    static final List<Map<Integer, Integer>> pool = new ArrayList<>();
    // memory: two were full once, one still is, one was only made to become so
    static final Map<Integer, Integer> sale = new HashMap<>();
    static final Map<Integer, Integer> stock = new HashMap<>();
    static final Map<Integer, Integer> presized = new HashMap<>(1 << 17);
    // hash: one has keys whose hash tells only their parity
    static final Map<Clash, Integer> clashing = new HashMap<>();
    static final Map<Orderly, Integer> spread = new HashMap<>();
    // count: one says 1,000 more than it holds
    static final Map<Integer, Integer> drifted = new HashMap<>();
    static final Map<Integer, Integer> exact = new HashMap<>();
    // contract: one has a chain that bites its own tail
    static final Map<Integer, Integer> looped = new HashMap<>();
    static final Map<Integer, Integer> straight = new HashMap<>();
    // growth: one is left alone in the middle of it
    static final Map<Integer, Integer> stalled = new ConcurrentHashMap<>();
    static final Map<Integer, Integer> grown = new ConcurrentHashMap<>();

    static final class Room extends HashMap<Integer, Integer> {
        private static final long serialVersionUID = 1;
    }

    static final class Pooled extends HashMap<Integer, Integer> {
        private static final long serialVersionUID = 1;
    }

    record Clash(int number) {
        @Override
        public int hashCode() {
            return number % 2;
        }
    }

    record Orderly(int number) {}

    public static void main(String[] arguments) throws Exception {
        start();
        System.out.println("READY");
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in));
        int round = 0;
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            if (question.equals("gc")) {
                System.gc();
            } else {
                entries(round);
                instances();
                round++;
            }
            System.out.println("round=" + round);
        }
    }

    private static void entries(int round) {
        for (int i = round * STEP; i < (round + 1) * STEP; i++) {
            sessions.put("session-" + i, i);
        }
        visits.clear();
        for (int i = 0; i < (round + 1) * STEP; i++) {
            visits.put(round + " " + i, i);
        }
    }

    private static void instances() {
        for (int more = 100 + rooms.size() / 8; more > 0; more--) {
            rooms.add(filled(new Room(), 2));
        }
        for (int i = 0; i < pool.size(); i++) {
            pool.set(i, filled(new Pooled(), 2));
        }
    }

    private static void start() throws Exception {
        for (int i = 0; i < 400; i++) {
            pool.add(filled(new Pooled(), 2));
        }
        filled(sale, 200_000);
        filled(stock, 200_000);
        sale.keySet().removeIf(key -> key >= 2_000);
        filled(presized, 10);
        for (int i = 0; i < 1_500; i++) {
            clashing.put(new Clash(i), i);
            spread.put(new Orderly(i), i);
        }
        filled(drifted, 10_000);
        field(HashMap.class, "size").setInt(drifted, 11_000);
        filled(exact, 10_000);
        filled(looped, 5_000);
        biteItsTail(looped);
        filled(straight, 5_000);
        filled(stalled, 5_000);
        // as if all who moved its bins had died before the first
        Field next = field(ConcurrentHashMap.class, "nextTable");
        Object table = field(ConcurrentHashMap.class, "table").get(stalled);
        next.set(stalled, Array.newInstance(next.getType().getComponentType(), 2 * Array.getLength(table)));
        filled(grown, 5_000);
        System.gc();
    }

    private static void biteItsTail(Map<Integer, Integer> map) throws Exception {
        Object table = field(HashMap.class, "table").get(map);
        for (int bin = 0; bin < Array.getLength(table); bin++) {
            Object node = Array.get(table, bin);
            if (node != null) {
                field(node.getClass(), "next").set(node, node);
                return;
            }
        }
    }

    private static Map<Integer, Integer> filled(Map<Integer, Integer> map, int entries) {
        for (int i = 0; i < entries; i++) {
            map.put(i, i);
        }
        return map;
    }

    private static Field field(Class<?> type, String name) throws Exception {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
