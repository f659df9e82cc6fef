package io.maphealth.gomem.owners;

import io.maphealth.gomem.runtime.GoType;
import io.maphealth.gomem.runtime.SizeClasses;
import io.maphealth.gomem.runtime.TypeSection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Every field of a named struct type that is a map, as the type section of a program tells; stripped programs have it
/// too.
public final class StructFields {
    private static final int DEEPEST = 4;
    private static final int MOST_FIELDS = 200_000;
    private static final String UNNAMED = "struct {";

    private final TypeSection types;
    private final SizeClasses sizeClasses;
    private final Map<Place, List<MapField>> byPlace = new HashMap<>();
    private final Map<Long, List<MapField>> byStruct = new HashMap<>();
    private final Set<Long> elementSizes = new TreeSet<>();
    private int count;

    /// A field of map type; `name` is `package.Struct.field`.
    record MapField(String name, GoType struct, long offset, long mapType) {}

    /// A struct within a struct.
    private record Part(GoType whole, long type, String path, long offset) {}

    /// An offset in an object of a size class.
    private record Place(long elementSize, long offset) {}

    private StructFields(TypeSection types, SizeClasses sizeClasses) {
        this.types = types;
        this.sizeClasses = sizeClasses;
    }

    /// Looks at every type once.
    public static StructFields find(TypeSection types, SizeClasses sizeClasses) {
        StructFields found = new StructFields(types, sizeClasses);
        types.forEach(GoType.Kind.STRUCT, struct -> {
            String name = types.nameOf(struct.address());
            if (!name.startsWith(UNNAMED) && struct.hasPointers()) {
                found.addFields(new Part(struct, struct.address(), name, 0), DEEPEST);
            }
        });
        return found;
    }

    /// Fields that a word at an offset of an object of this size can be.
    List<MapField> at(long elementSize, long offset) {
        return byPlace.getOrDefault(new Place(elementSize, offset), List.of());
    }

    /// Fields that a word at an offset of a struct of any size can be.
    List<MapField> at(long offset) {
        return elementSizes.stream().flatMap(size -> at(size, offset).stream()).toList();
    }

    /// Fields at an offset of a struct of exactly this size.
    List<MapField> ofSize(long size, long offset) {
        return at(sizeClasses.of(size, true), offset).stream()
                .filter(field -> field.struct().size() == size)
                .toList();
    }

    /// Fields of one struct type.
    List<MapField> of(long struct) {
        return byStruct.getOrDefault(struct, List.of());
    }

    private void addFields(Part part, int depth) {
        for (TypeSection.StructField field : types.fieldsOf(part.type())) {
            GoType.Kind kind = types.kindOf(field.type());
            String path = part.path() + "." + field.name();
            long offset = part.offset() + field.offset();
            if (kind == GoType.Kind.STRUCT && depth > 0) {
                addFields(new Part(part.whole(), field.type(), path, offset), depth - 1);
            } else if (kind == GoType.Kind.MAP && count++ < MOST_FIELDS) {
                add(new MapField(path, part.whole(), offset, field.type()));
            }
        }
    }

    private void add(MapField field) {
        byStruct.computeIfAbsent(field.struct().address(), _ -> new ArrayList<>())
                .add(field);
        long elementSize = sizeClasses.of(field.struct().size(), true);
        elementSizes.add(elementSize);
        byPlace.computeIfAbsent(new Place(elementSize, field.offset()), _ -> new ArrayList<>())
                .add(field);
    }
}
