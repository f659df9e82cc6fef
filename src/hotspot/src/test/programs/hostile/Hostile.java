import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A program that writes noise over its own maps: references to anywhere, cycles, lengths and classes that there are
 * not. It never collects garbage and touches nothing of that itself, so that it lives on.
 */
public class Hostile {
    private static final int MAPS = 3_000;
    private static final int MOST_BYTES = 48;
    private static final sun.misc.Unsafe UNSAFE = unsafe();

    static final List<Object> PARTS = new ArrayList<>();

    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i < MAPS; i++) {
            PARTS.add(filled(i));
        }
        for (int i = 0; i < MAPS; i++) {
            Object map = PARTS.get(i);
            Field table = field(map.getClass(), map instanceof TreeMap ? "root" : "table");
            Object entrance = table.get(map);
            PARTS.add(entrance);
            for (int bin = 0; entrance.getClass().isArray() && bin < Array.getLength(entrance); bin++) {
                if (Array.get(entrance, bin) != null) {
                    PARTS.add(Array.get(entrance, bin));
                }
            }
        }
        System.out.println("READY");
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in));
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            String[] words = question.split(" ");
            scribble(new Random(Long.parseLong(words[1])), words[0].equals("headers") ? 0 : 16);
            System.out.println("scribbled=" + PARTS.size());
        }
    }

    /** A word in four of each part, half of them with a word of another part. */
    private static void scribble(Random random, int from) {
        for (Object part : PARTS) {
            for (int offset = from; offset < MOST_BYTES; offset += Integer.BYTES) {
                if (random.nextInt(4) == 0 && part != PARTS) {
                    int noise = random.nextBoolean()
                            ? random.nextInt()
                            : UNSAFE.getInt(PARTS.get(random.nextInt(PARTS.size())), (long) offset);
                    UNSAFE.putInt(part, (long) offset, noise);
                }
            }
        }
    }

    private static Map<Object, Object> filled(int number) {
        Map<Object, Object> map =
                number % 3 == 0 ? new HashMap<>() : number % 3 == 1 ? new ConcurrentHashMap<>() : new TreeMap<>();
        for (int i = 0; i < 40; i++) {
            map.put(i, i);
        }
        return map;
    }

    private static Field field(Class<?> type, String name) throws Exception {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static sun.misc.Unsafe unsafe() {
        try {
            return (sun.misc.Unsafe) field(sun.misc.Unsafe.class, "theUnsafe").get(null);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
