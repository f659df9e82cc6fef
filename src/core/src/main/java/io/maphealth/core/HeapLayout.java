package io.maphealth.core;

/// How the objects of a JVM's heap are laid out, which decides how much memory a map takes.
///
/// @param compressedOops whether a reference takes 4 bytes, and not 8
/// @param compactHeaders whether the header of an object takes 8 bytes, and not 12 or 16
/// @param alignmentBytes what the address of every object is a multiple of
public record HeapLayout(Known<Boolean> compressedOops, Known<Boolean> compactHeaders, Known<Integer> alignmentBytes) {
    /// Something that the heap shows, or that is usual where it does not show.
    public record Known<T>(T value, Basis basis) {
        public static <T> Known<T> measured(T value) {
            return new Known<>(value, Basis.MEASURED);
        }

        public static <T> Known<T> assumed(T value) {
            return new Known<>(value, Basis.ASSUMED);
        }
    }

    /// How something is known.
    public enum Basis {
        MEASURED("measured"),
        ASSUMED("assumed");

        private final String label;

        Basis(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
