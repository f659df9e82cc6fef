package io.maphealth.exporter;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// What a map of the JDK holds and needs, beside its keys and values: the map object, its table, its entries.
///
/// Java tells nobody the length of a map's table. Where the program opens `java.util` to us
/// (`--add-opens java.base/java.util=ALL-UNNAMED`, `java.util.concurrent` for ConcurrentHashMap) it is
/// read. Else `heldBytes` is the least it can be: the table for the most entries that a census has
/// seen, for no table of the JDK ever shrinks. Layouts: JDK 17 to 25, fields of the classes named; the
/// growth rule of each from its source (HashMap.resize, ConcurrentHashMap.addCount).
record Storage(long heldBytes, long neededBytes, OptionalLong capacity) {
    private static final int LEAST_TABLE = 16;
    private static final int LINKED_OTHERS = Runtime.version().feature() >= 21 ? 21 : 17; // putMode came with JDK 21

    static Optional<Storage> of(Map<?, ?> map, long count, long mostSeen) {
        return ObjectSizes.running()
                .flatMap(sizes -> Shape.of(map.getClass(), sizes))
                .map(shape -> of(map, shape, count, mostSeen));
    }

    private static Storage of(Map<?, ?> map, Shape shape, long count, long mostSeen) {
        OptionalLong capacity =
                shape.declaring().map(type -> TableLength.of(type, map)).orElse(OptionalLong.empty());
        long needed = shape.bytes(count, shape.capacityFor(count));
        long held = shape.bytes(count, capacity.orElse(shape.capacityFor(Math.max(count, mostSeen))));
        return new Storage(Math.max(needed, held), needed, capacity);
    }

    /// Bytes of the map object and of one entry; the class with the table, none for a tree.
    private record Shape(long map, long entry, Optional<Class<?>> declaring, ObjectSizes sizes) {
        static Optional<Shape> of(Class<?> type, ObjectSizes sizes) {
            if (type == HashMap.class) {
                return Optional.of(new Shape(sizes.object(4, 16), sizes.object(3, 4), Optional.of(type), sizes));
            }
            if (type == LinkedHashMap.class) {
                return Optional.of(new Shape(
                        sizes.object(6, LINKED_OTHERS), sizes.object(5, 4), Optional.of(HashMap.class), sizes));
            }
            if (type == ConcurrentHashMap.class) {
                return Optional.of(new Shape(sizes.object(8, 20), sizes.object(3, 4), Optional.of(type), sizes));
            }
            if (type == TreeMap.class) {
                return Optional.of(new Shape(sizes.object(7, 8), sizes.object(5, 1), Optional.empty(), sizes));
            }
            return Optional.empty();
        }

        long bytes(long count, long capacity) {
            return map + (capacity == 0 ? 0 : sizes.array(capacity)) + count * entry;
        }

        /// The first put makes the table. HashMap doubles it when three quarters are exceeded,
        /// ConcurrentHashMap when they are reached.
        long capacityFor(long entries) {
            if (entries == 0 || declaring.isEmpty()) {
                return 0;
            }
            long taken = declaring.get() == ConcurrentHashMap.class ? entries + 1 : entries;
            long capacity = LEAST_TABLE;
            while (capacity < 1 << 30 && taken > capacity / 4 * 3) {
                capacity *= 2;
            }
            return capacity;
        }
    }

    /// The `table` field of a map, where reflection may see it.
    private static final class TableLength {
        private static final ClassValue<Optional<Field>> TABLE = new ClassValue<>() {
            @Override
            protected Optional<Field> computeValue(Class<?> type) {
                try {
                    Field table = type.getDeclaredField("table");
                    return table.trySetAccessible() ? Optional.of(table) : Optional.empty();
                } catch (NoSuchFieldException e) {
                    return Optional.empty();
                }
            }
        };

        static OptionalLong of(Class<?> declaring, Map<?, ?> map) {
            Optional<Field> field = TABLE.get(declaring);
            if (field.isEmpty()) {
                return OptionalLong.empty();
            }
            try {
                Object table = field.get().get(map);
                return OptionalLong.of(table == null ? 0 : Array.getLength(table));
            } catch (IllegalAccessException e) {
                return OptionalLong.empty();
            }
        }
    }
}
