package io.maphealth.sidecar.config;

import java.util.Optional;

/// One variable of the environment: a row of the reference page and the way to read it.
///
/// `standard` is the text that counts when the variable is not set; without one, what the variable asks for is not
/// done.
record Variable<T>(String name, Form<T> form, Optional<String> standard, String meaning) {
    static <T> Variable<T> optional(String name, Form<T> form, String meaning) {
        return new Variable<>(name, form, Optional.empty(), meaning);
    }

    static <T> Variable<T> withDefault(String name, Form<T> form, String standard, String meaning) {
        return new Variable<>(name, form, Optional.of(standard), meaning);
    }
}
