package io.maphealth.gomem.runtime;

import io.maphealth.process.DwarfStruct;
import io.maphealth.process.DwarfStructs;
import io.maphealth.process.Elf;
import io.maphealth.process.UnreadableElfException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a program's own debugging information says of the structs that are read here: a check of the tables, never a
/// need. Programs built with `-ldflags=-w` have none.
public record DebugStructs(Map<String, DwarfStruct> structs) {
    private static final List<String> COMMON =
            List.of("runtime.mspan", "runtime.g", "runtime.moduledata", "internal/abi.Type");
    private static final List<String> OF_SWISS_MAPS =
            List.of("internal/runtime/maps.Map", "internal/runtime/maps.table");
    private static final List<String> OF_BUCKET_MAPS = List.of("runtime.hmap", "runtime.mapextra");

    /// Information that cannot be read counts as none.
    static DebugStructs of(Elf elf, boolean swissMaps) {
        List<String> names = new ArrayList<>(COMMON);
        names.addAll(swissMaps ? OF_SWISS_MAPS : OF_BUCKET_MAPS);
        try {
            return new DebugStructs(DwarfStructs.named(names, elf));
        } catch (UnreadableElfException _) {
            return new DebugStructs(Map.of());
        }
    }

    /// Where a table says otherwise, in one line. Structs and fields that are not described are not compared.
    ///
    /// @param offsets of the table, by the name of the field
    public Optional<String> contradiction(String struct, Map<String, Integer> offsets) {
        Optional<DwarfStruct> described = Optional.ofNullable(structs.get(struct));
        return offsets.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(field -> described
                        .map(known -> known.fieldOffsets().get(field.getKey()))
                        .filter(offset -> offset != field.getValue().longValue())
                        .isPresent())
                .map(field -> "layout unverified: %s.%s is not at %d, says the program's debugging information"
                        .formatted(struct, field.getKey(), field.getValue()))
                .findFirst();
    }

    /// The first contradiction of several tables.
    public Optional<String> contradiction(Map<String, Map<String, Integer>> tables) {
        return tables.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(table -> contradiction(table.getKey(), table.getValue()).stream())
                .findFirst();
    }
}
