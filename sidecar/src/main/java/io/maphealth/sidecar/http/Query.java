package io.maphealth.sidecar.http;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/// The query of a request; of a name that is given twice the first value counts.
record Query(String text) {
    static Query of(URI uri) {
        return new Query(Optional.ofNullable(uri.getQuery()).orElse(""));
    }

    Optional<String> text(String name) {
        return Arrays.stream(text.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    /// Empty for a value that is no whole number from 0.
    OptionalInt wholeNumber(String name, int standard) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return OptionalInt.of(standard);
        }
        try {
            int number = Integer.parseInt(value.get());
            return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
        } catch (NumberFormatException _) {
            return OptionalInt.empty();
        }
    }
}
