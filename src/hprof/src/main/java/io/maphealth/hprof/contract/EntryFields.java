package io.maphealth.hprof.contract;

import io.maphealth.hprof.heap.HeapClass;
import io.maphealth.hprof.record.FieldType;
import java.util.Optional;
import java.util.OptionalInt;

/// Where the fields of an entry are that its contract is about; `after` is -1 for maps without an order of their own.
record EntryFields(Spread spread, int bytes, int hash, int key, int value, int after) {
    static Optional<EntryFields> of(HeapClass type, int idBytes) {
        Optional<Spread> spread = Optional.empty();
        for (Optional<HeapClass> at = Optional.of(type);
                at.isPresent() && spread.isEmpty();
                at = at.get().parent()) {
            spread = Spread.ofEntries(at.get().name());
        }
        return spread.flatMap(found -> of(found, type, idBytes));
    }

    private static Optional<EntryFields> of(Spread spread, HeapClass type, int idBytes) {
        OptionalInt hash = type.offset("hash", FieldType.INT, idBytes);
        OptionalInt key = type.offset(spread.key(), FieldType.REFERENCE, idBytes);
        OptionalInt value = type.offset("value", FieldType.REFERENCE, idBytes);
        OptionalInt after = type.offset("after", FieldType.REFERENCE, idBytes);
        return hash.isEmpty() || key.isEmpty()
                ? Optional.empty()
                : Optional.of(new EntryFields(
                        spread,
                        type.instanceBytes(idBytes),
                        hash.getAsInt(),
                        key.getAsInt(),
                        value.orElse(-1),
                        after.orElse(-1)));
    }
}
