package shop;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Map;

/** What a map knows of itself, as {@code name.size=3000 name.iterated=3096 name.capacity=4096}. */
final class Truth {
    private Truth() {}

    static String of(String name, Map<?, ?> map, int iterated) {
        return String.format(
                "%s.size=%d %s.iterated=%d %s.capacity=%d", name, map.size(), name, iterated, name, capacity(map));
    }

    /** The length of the map's table, -1 where the JVM was not started with --add-opens java.base/java.util=ALL-UNNAMED. */
    private static int capacity(Map<?, ?> map) {
        for (Class<?> type = map.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Field table = type.getDeclaredField("table");
                table.setAccessible(true);
                Object bins = table.get(map);
                return bins == null ? 0 : Array.getLength(bins);
            } catch (NoSuchFieldException e) {
                continue;
            } catch (ReflectiveOperationException | RuntimeException e) {
                return -1;
            }
        }
        return -1;
    }
}
