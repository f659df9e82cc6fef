package io.maphealth.operator.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What JSON leaves out arrives as null or 0 in a record's constructor: here it becomes a value.
final class Absent {
    private Absent() {}

    static String text(@Nullable String given, String standard) {
        return given == null || given.isEmpty() ? standard : given;
    }

    static int number(int given, int standard) {
        return given == 0 ? standard : given;
    }

    static <T> List<T> list(@Nullable List<T> given) {
        return given == null ? List.of() : List.copyOf(given);
    }

    static <K, V> Map<K, V> map(@Nullable Map<K, V> given) {
        return given == null ? Map.of() : Map.copyOf(given);
    }

    static <T> T value(@Nullable T given, T standard) {
        return Optional.ofNullable(given).orElse(standard);
    }
}
