import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.Map;

/**
 * Objects of three classes that hold one map each, with as much garbage between every two of them as one takes: when it
 * is collected, each of them comes to lie where another one of another class was. A map's size tells whose it is.
 */
public class Movers {
    private static final int EACH = 300;

    static class First {
        final Map<Integer, Integer> firsts = filled(100);
    }

    static class Second {
        final Map<Integer, Integer> seconds = filled(200);
    }

    static class Third {
        final Map<Integer, Integer> thirds = filled(300);
    }

    static class Filler {
        final Map<Integer, Integer> nothing = null;
    }

    static final Object[] holders = new Object[3 * EACH];
    static Object[] between = new Object[3 * EACH];

    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i < holders.length; i++) {
            between[i] = new Filler();
            holders[i] = i % 3 == 0 ? new First() : i % 3 == 1 ? new Second() : new Third();
        }
        System.gc();
        System.out.println("READY");
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in));
        while (questions.readLine() != null) {
            between = new Object[0];
            System.gc();
            System.out.println("moved=" + holders.length);
        }
    }

    private static Map<Integer, Integer> filled(int size) {
        Map<Integer, Integer> map = new HashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(i, i);
        }
        return map;
    }
}
