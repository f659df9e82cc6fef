package io.maphealth.gomem.owners;

import java.util.List;

/// What points to a map's header, in the order in which it is believed.
sealed interface Holder {
    /// A package variable.
    record Variable(String name) implements Holder {}

    /// A part of a package variable that is a struct: `fields` are those that fit its size, `name` says where the part
    /// is when none does.
    record Part(String variable, String name, List<StructFields.MapField> fields) implements Holder {}

    /// A field of a struct whose type memory names.
    record Field(List<StructFields.MapField> candidates) implements Holder {}

    /// A field of a struct of which only the size and the pointers are known: those that fit. What was handed out again
    /// and not yet written may still point to a map that was another's.
    record LikelyField(List<StructFields.MapField> candidates) implements Holder {}

    /// An entry of another map, or an element of a slice or array.
    record Element(String container) implements Holder {}

    /// How much this tells; more is better.
    default int rank() {
        return switch (this) {
            case Variable _ -> 5;
            case Part _ -> 4;
            case Field _ -> 3;
            case LikelyField _ -> 2;
            case Element _ -> 1;
        };
    }
}
