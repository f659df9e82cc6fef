package io.maphealth.hprof.owner;

import io.maphealth.hprof.heap.ClassTable;
import io.maphealth.hprof.heap.CompactIds;
import io.maphealth.hprof.heap.HeapClass;
import io.maphealth.hprof.record.FieldType;
import io.maphealth.hprof.record.HeapScan;
import io.maphealth.hprof.record.HeapVisitor;
import io.maphealth.hprof.record.Window;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Reads the text of a few strings of a dump, by going over it twice: for the strings, then for their characters.
record Texts(ClassTable classes, CompactIds ids) {
    private static final String STRING = "java/lang/String";
    private static final int MOST_BYTES = 400;

    /// Where the characters of a string are, and whether two bytes make one.
    private record Characters(int array, boolean wide) {}

    Map<Integer, String> of(Set<Integer> strings, HeapScan scan) throws IOException, InterruptedException {
        Optional<HeapClass> type =
                classes.all().stream().filter(any -> any.name().equals(STRING)).findFirst();
        if (strings.isEmpty() || type.isEmpty()) {
            return Map.of();
        }
        Map<Integer, Characters> characters = new HashMap<>();
        scan.scan(window -> new StringVisitor(type.get(), strings, window))
                .visitors()
                .forEach(visitor -> characters.putAll(visitor.found));
        Map<Integer, byte[]> bytes = new HashMap<>();
        scan.scan(window -> new ArrayVisitor(characters, window))
                .visitors()
                .forEach(visitor -> bytes.putAll(visitor.found));
        Map<Integer, String> texts = new HashMap<>();
        characters.forEach((string, where) -> Optional.ofNullable(bytes.get(where.array()))
                .ifPresent(found -> texts.put(string, text(found, where.wide()))));
        return texts;
    }

    private static String text(byte[] bytes, boolean wide) {
        return new String(bytes, wide ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1);
    }

    private final class StringVisitor implements HeapVisitor {
        private final Map<Integer, Characters> found = new HashMap<>();
        private final long stringClass;
        private final OptionalInt value;
        private final OptionalInt coder;
        private final int bytes;
        private final Set<Integer> strings;
        private final Window window;

        StringVisitor(HeapClass type, Set<Integer> strings, Window window) {
            int idBytes = classes.idBytes();
            this.stringClass = type.id();
            this.value = type.offset("value", FieldType.REFERENCE, idBytes);
            this.coder = type.offset("coder", FieldType.BYTE, idBytes);
            this.bytes = type.instanceBytes(idBytes);
            this.strings = strings;
            this.window = window;
        }

        @Override
        public long[] classes() {
            return new long[] {stringClass};
        }

        @Override
        public void instance(int type, int at, int length) {
            int string = ids.find(window.idOfInstance(at));
            if (length >= bytes && value.isPresent() && strings.contains(string)) {
                boolean wide = coder.isPresent() && window.u1(at + coder.getAsInt()) != 0;
                found.put(string, new Characters(ids.of(window.id(at + value.getAsInt())), wide));
            }
        }
    }

    private final class ArrayVisitor implements HeapVisitor {
        private final Map<Integer, byte[]> found = new HashMap<>();
        private final Set<Integer> arrays;
        private final Window window;
        private byte[] bytes = new byte[0];
        private int filled;

        ArrayVisitor(Map<Integer, Characters> characters, Window window) {
            this.arrays = Set.copyOf(characters.values().stream()
                    .map(Characters::array)
                    .distinct()
                    .toList());
            this.window = window;
        }

        @Override
        public boolean seesPrimitives() {
            return true;
        }

        @Override
        public boolean primitives(long id, int type, int length) {
            int array = ids.find(id);
            boolean wanted = type == FieldType.BYTE && length <= MOST_BYTES && arrays.contains(array);
            if (wanted) {
                bytes = new byte[length];
                filled = 0;
                found.put(array, bytes);
            }
            return wanted;
        }

        @Override
        public void elements(int at, int count) {
            for (int i = 0; i < count; i++) {
                bytes[filled++] = (byte) window.u1(at + i);
            }
        }
    }
}
