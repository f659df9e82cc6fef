package io.maphealth.hotspot.vm;

import io.maphealth.process.MappedLibrary;
import io.maphealth.process.UnreadableMemoryException;
import io.maphealth.process.Words;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a HotSpot JVM says of its own memory: offsets of fields, sizes of types, constants, by their names in
/// its source. Read from the tables that libjvm.so exports for the serviceability agent, so that no figure of
/// any version is ever assumed; which entry exists tells what the version does.
public final class VmStructs {
    private static final EntryTable.Names FIELDS =
            new EntryTable.Names("gHotSpotVMStructs", "gHotSpotVMStructEntry", "TypeName");
    private static final EntryTable.Names TYPES =
            new EntryTable.Names("gHotSpotVMTypes", "gHotSpotVMTypeEntry", "TypeName");
    private static final EntryTable.Names INTS =
            new EntryTable.Names("gHotSpotVMIntConstants", "gHotSpotVMIntConstantEntry", "Name");
    private static final EntryTable.Names LONGS =
            new EntryTable.Names("gHotSpotVMLongConstants", "gHotSpotVMLongConstantEntry", "Name");

    private final Map<String, VmField> fields = new HashMap<>();
    private final Map<String, Long> sizes = new HashMap<>();
    private final Map<String, Long> constants = new HashMap<>();

    private VmStructs() {}

    public static VmStructs read(MappedLibrary libjvm, Words words)
            throws UnreadableMemoryException, UnknownLayoutException {
        Map<String, Long> symbols = libjvm.symbols(name -> name.startsWith("gHotSpotVM"));
        VmStructs structs = new VmStructs();
        structs.readFields(new EntryTable(words, symbols, FIELDS), words);
        structs.readTypes(new EntryTable(words, symbols, TYPES), words);
        structs.readConstants(new EntryTable(words, symbols, INTS), words::intAt);
        structs.readConstants(new EntryTable(words, symbols, LONGS), words::longAt);
        return structs;
    }

    /// The offset of a field in each object of its type.
    public long offset(String type, String field) throws UnknownLayoutException {
        return findOffset(type, field).orElseThrow(() -> missing(type, field));
    }

    public OptionalLong findOffset(String type, String field) {
        VmField found = fields.get(type + "::" + field);
        return found == null || found.isStatic() ? OptionalLong.empty() : OptionalLong.of(found.offset());
    }

    /// The offset of a field that is described with its type or, in other versions, with one that this extends.
    public long offset(String type, String ancestor, String field) throws UnknownLayoutException {
        OptionalLong own = findOffset(type, field);
        return own.isPresent() ? own.getAsLong() : offset(ancestor, field);
    }

    /// The address of a static field.
    public long address(String type, String field) throws UnknownLayoutException {
        return findAddress(type, field).orElseThrow(() -> missing(type, field));
    }

    public OptionalLong findAddress(String type, String field) {
        VmField found = fields.get(type + "::" + field);
        return found == null || !found.isStatic() ? OptionalLong.empty() : OptionalLong.of(found.address());
    }

    /// `sizeof` a type.
    public long size(String type) throws UnknownLayoutException {
        return Optional.ofNullable(sizes.get(type))
                .orElseThrow(() -> new UnknownLayoutException("this JVM describes no type %s".formatted(type)));
    }

    public boolean describes(String type) {
        return sizes.containsKey(type);
    }

    public long constant(String name) throws UnknownLayoutException {
        return findConstant(name)
                .orElseThrow(() -> new UnknownLayoutException("this JVM describes no constant %s".formatted(name)));
    }

    public OptionalLong findConstant(String name) {
        Long value = constants.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static UnknownLayoutException missing(String type, String field) {
        return new UnknownLayoutException("this JVM describes no field %s::%s".formatted(type, field));
    }

    private void readFields(EntryTable table, Words words) throws UnreadableMemoryException, UnknownLayoutException {
        long type = table.column("TypeName");
        long field = table.column("FieldName");
        long isStatic = table.column("IsStatic");
        long offset = table.column("Offset");
        long address = table.column("Address");
        int size = table.size();
        for (int i = 0; i < size; i++) {
            long entry = table.entry(i);
            fields.put(
                    table.text(i, type) + "::" + table.text(i, field),
                    new VmField(
                            words.intAt(entry + isStatic) != 0,
                            words.longAt(entry + offset),
                            words.longAt(entry + address)));
        }
    }

    private void readTypes(EntryTable table, Words words) throws UnreadableMemoryException, UnknownLayoutException {
        long name = table.column("TypeName");
        long bytes = table.column("Size");
        int size = table.size();
        for (int i = 0; i < size; i++) {
            sizes.put(table.text(i, name), words.longAt(table.entry(i) + bytes));
        }
    }

    /// Reads the value of a constant.
    @FunctionalInterface
    private interface Value {
        long at(long address) throws UnreadableMemoryException;
    }

    private void readConstants(EntryTable table, Value value) throws UnreadableMemoryException, UnknownLayoutException {
        long name = table.column("Name");
        long offset = table.column("Value");
        int size = table.size();
        for (int i = 0; i < size; i++) {
            constants.put(table.text(i, name), value.at(table.entry(i) + offset));
        }
    }
}
