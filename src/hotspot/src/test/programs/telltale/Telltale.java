import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A program that knows how its own JVM has laid it out, and answers when it is asked. */
public class Telltale {
    static final List<Map<String, String>> MAPS = new ArrayList<>();
    long first;
    byte second;
    Object third;

    public static void main(String[] arguments) throws Exception {
        MAPS.add(new HashMap<>(Map.of("a", "b")));
        MAPS.add(new TreeMap<>(Map.of("a", "b")));
        MAPS.add(new ConcurrentHashMap<>(Map.of("a", "b")));
        // what answering needs is loaded before anybody looks
        System.out.println(answer("classes") + answer("heap") + answer("offsets java.util.HashMap"));
        System.out.println("READY");
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in));
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            System.out.println(answer(question));
        }
    }

    private static String answer(String question) throws Exception {
        if (question.equals("classes")) {
            return "loaded=" + ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
        }
        if (question.equals("heap")) {
            return "max=" + ManagementFactory.getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class)
                    .getVMOption("MaxHeapSize")
                    .getValue();
        }
        return offsets(Class.forName(question.split(" ")[1]));
    }

    private static String offsets(Class<?> type) throws Exception {
        Field access = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
        access.setAccessible(true);
        sun.misc.Unsafe unsafe = (sun.misc.Unsafe) access.get(null);
        StringBuilder line = new StringBuilder();
        for (Field field : type.getDeclaredFields()) {
            long offset = Modifier.isStatic(field.getModifiers())
                    ? unsafe.staticFieldOffset(field)
                    : unsafe.objectFieldOffset(field);
            line.append(field.getName()).append('=').append(offset).append(' ');
        }
        return line.toString();
    }
}
