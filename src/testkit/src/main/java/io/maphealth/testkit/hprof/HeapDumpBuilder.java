package io.maphealth.testkit.hprof;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes tiny heap dumps in the order in which HotSpot writes large ones: strings, classes, then one segment of class
/// definitions and objects. Ids have 8 bytes and rise by 64 from object to object unless they are given.
public final class HeapDumpBuilder {
    private static final int REFERENCE = 2;
    private static final int INT = 10;
    private static final int LONG = 11;

    private final Map<String, Long> strings = new LinkedHashMap<>();
    private final ByteArrayOutputStream loads = new ByteArrayOutputStream();
    private final ByteArrayOutputStream definitions = new ByteArrayOutputStream();
    private final ByteArrayOutputStream objects = new ByteArrayOutputStream();
    private final Map<Long, Type> types = new LinkedHashMap<>();
    private long nextId = 0x10_0000_0000L;

    private record Type(long id, long parent, List<String> fields) {}

    /// Defines a class. A field is `name` for a reference, `name:int` or `name:long`; a static one is `static name=id`
    /// with the hexadecimal id it refers to.
    public long type(String name, long parent, String... members) {
        long id = next();
        List<String> fields = new ArrayList<>();
        List<String> statics = new ArrayList<>();
        for (String member : members) {
            (member.startsWith("static ") ? statics : fields).add(member);
        }
        types.put(id, new Type(id, parent, fields));
        write(loads, out -> {
            out.writeByte(2);
            out.writeInt(0);
            out.writeInt(24);
            out.writeInt(types.size());
            out.writeLong(id);
            out.writeInt(0);
            out.writeLong(string(name));
        });
        write(definitions, out -> definition(out, types.get(id), statics));
        return id;
    }

    /// The class of arrays; it needs no definition.
    public long arrayType(String name) {
        long id = next();
        write(loads, out -> {
            out.writeByte(2);
            out.writeInt(0);
            out.writeInt(24);
            out.writeInt(0);
            out.writeLong(id);
            out.writeInt(0);
            out.writeLong(string(name));
        });
        return id;
    }

    /// An id for an object that is written later.
    public long next() {
        nextId += 64;
        return nextId;
    }

    /// An instance; values go by field, own fields first, then those of the superclass.
    public long instance(long type, long... values) {
        return instanceAt(next(), type, values);
    }

    public long instanceAt(long id, long type, long... values) {
        List<String> fields = allFields(type);
        if (fields.size() != values.length) {
            throw new IllegalArgumentException(fields + " take " + fields.size() + " values");
        }
        write(objects, out -> {
            out.writeByte(0x21);
            out.writeLong(id);
            out.writeInt(0);
            out.writeLong(type);
            out.writeInt(fields.stream().mapToInt(HeapDumpBuilder::width).sum());
            for (int i = 0; i < values.length; i++) {
                if (width(fields.get(i)) == 4) {
                    out.writeInt((int) values[i]);
                } else {
                    out.writeLong(values[i]);
                }
            }
        });
        return id;
    }

    public long array(long arrayType, long... elements) {
        return arrayAt(next(), arrayType, elements);
    }

    public long arrayAt(long id, long arrayType, long... elements) {
        write(objects, out -> {
            out.writeByte(0x22);
            out.writeLong(id);
            out.writeInt(0);
            out.writeInt(elements.length);
            out.writeLong(arrayType);
            for (long element : elements) {
                out.writeLong(element);
            }
        });
        return id;
    }

    /// Any bytes among the objects.
    public HeapDumpBuilder raw(int... bytes) {
        for (int next : bytes) {
            objects.write(next);
        }
        return this;
    }

    public byte[] build() {
        ByteArrayOutputStream dump = new ByteArrayOutputStream();
        write(dump, out -> {
            out.writeBytes("JAVA PROFILE 1.0.2\0");
            out.writeInt(8);
            out.writeLong(1_700_000_000_000L);
            for (Map.Entry<String, Long> string : strings.entrySet()) {
                byte[] text = string.getKey().getBytes(StandardCharsets.UTF_8);
                out.writeByte(1);
                out.writeInt(0);
                out.writeInt(8 + text.length);
                out.writeLong(string.getValue());
                out.write(text);
            }
            loads.writeTo(out);
            out.writeByte(0x1C);
            out.writeInt(0);
            out.writeInt(definitions.size() + objects.size());
            definitions.writeTo(out);
            objects.writeTo(out);
            out.writeByte(0x2C);
            out.writeInt(0);
            out.writeInt(0);
        });
        return dump.toByteArray();
    }

    private void definition(DataOutputStream out, Type type, List<String> statics) throws IOException {
        out.writeByte(0x20);
        out.writeLong(type.id());
        out.writeInt(0);
        out.writeLong(type.parent());
        out.write(new byte[5 * 8]);
        out.writeInt(0);
        out.writeShort(0);
        out.writeShort(statics.size());
        for (String member : statics) {
            String[] nameAndValue = member.substring("static ".length()).split("=", 2);
            out.writeLong(string(nameAndValue[0]));
            out.writeByte(REFERENCE);
            out.writeLong(Long.parseLong(nameAndValue[1], 16));
        }
        out.writeShort(type.fields().size());
        for (String member : type.fields()) {
            out.writeLong(string(member.split(":", 2)[0]));
            out.writeByte(member.endsWith(":int") ? INT : member.endsWith(":long") ? LONG : REFERENCE);
        }
    }

    private List<String> allFields(long type) {
        List<String> all = new ArrayList<>();
        for (Type at = types.get(type); at != null; at = types.get(at.parent())) {
            all.addAll(at.fields());
        }
        return all;
    }

    private static int width(String field) {
        return field.endsWith(":int") ? 4 : 8;
    }

    private long string(String text) {
        return strings.computeIfAbsent(text, _ -> 0x7F_0000_0000L + 16L * strings.size());
    }

    private static void write(ByteArrayOutputStream to, Writing writing) {
        try (DataOutputStream out = new DataOutputStream(to)) {
            writing.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void write(DataOutputStream out) throws IOException;
    }
}
