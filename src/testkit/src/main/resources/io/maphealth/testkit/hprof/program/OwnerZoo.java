import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Maps that are held in every way that people have names for, each known by its size. */
public class OwnerZoo {
    static class Registry {
        static final Registry INSTANCE = new Registry();
        final Map<Integer, Integer> sessions = Collections.synchronizedMap(filled(1_001));
    }

    static class Tenant {
        final Map<Integer, Integer> carts;

        Tenant(int size) {
            carts = filled(size);
        }
    }

    static class Service {
        final Map<Integer, Integer> cache;

        Service(int size) {
            cache = filled(size);
        }
    }

    static class Application {
        final List<Service> services = new ArrayList<>();
        final ArrayDeque<Service> oldServices = new ArrayDeque<>();
    }

    static class Batch {
        final Map<Integer, Integer> rows = filled(1_007);
    }

    static final Map<String, Tenant> tenants = new ConcurrentHashMap<>();
    static final Map<String, Map<Integer, Integer>> nested = new HashMap<>();
    static final Map<String, Set<Integer>> groups = new TreeMap<>();
    static final List<Map<Integer, Integer>> shards = new ArrayList<>();
    static final Application application = new Application();
    static final ThreadLocal<Object> context = new ThreadLocal<>();

    public static void main(String[] args) throws Exception {
        Registry.INSTANCE.sessions.get(1);
        for (int i = 0; i < 200; i++) {
            tenants.put("tenant" + i, new Tenant(i == 77 ? 1_002 : 3));
            application.services.add(new Service(i == 88 ? 1_005 : 3));
            application.oldServices.add(new Service(i == 99 ? 1_006 : 3));
        }
        nested.put("a", filled(1_003));
        shards.add(filled(1_004));
        for (int i = 0; i < 5; i++) {
            groups.put("group" + i, set(i == 3 ? 1_012 : i));
        }
        CountDownLatch ready = new CountDownLatch(5);
        start("with-batch", () -> hold(new Batch(), ready));
        start("with-map", () -> hold(filled(1_008), ready));
        start("with-set", () -> hold(set(1_010), ready));
        start("with-maps", () -> hold(mapOf(filled(1_011)), ready));
        start("with-context", () -> {
            context.set(filled(1_009));
            hold("", ready);
        });
        ready.await();
        System.out.println("READY");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 2);
            dump(words[1]);
            System.out.println("done=" + words[0]);
        }
    }

    static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    static void hold(Object held, CountDownLatch ready) {
        ready.countDown();
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            System.out.println(held);
        }
    }

    static Map<Integer, Integer> filled(int size) {
        Map<Integer, Integer> map = new HashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(i, i);
        }
        return map;
    }

    static Set<Integer> set(int size) {
        Set<Integer> set = new HashSet<>();
        for (int i = 0; i < size; i++) {
            set.add(i);
        }
        return set;
    }

    static Map<String, Object> mapOf(Object value) {
        Map<String, Object> map = new HashMap<>();
        map.put("value", value);
        return map;
    }

    static void dump(String file) throws Exception {
        Class<?> type = Class.forName("com.sun.management.HotSpotDiagnosticMXBean");
        Object bean = ManagementFactory.getPlatformMXBean(type.asSubclass(java.lang.management.PlatformManagedObject.class));
        type.getMethod("dumpHeap", String.class, boolean.class).invoke(bean, file, true);
    }
}
