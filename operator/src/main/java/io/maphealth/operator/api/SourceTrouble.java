package io.maphealth.operator.api;

/// A source that could not be read: `reason` is one word, `message` one line for people.
public record SourceTrouble(String source, String reason, String message) {
    public SourceTrouble {
        source = Absent.text(source, "");
        reason = Absent.text(reason, "");
        message = Absent.text(message, "");
    }
}
