package io.maphealth.operator.events;

import java.nio.charset.StandardCharsets;

/// The text of an Event: at most 1 kB, cut between code points and never within one.
final class EventNote {
    /// events.k8s.io/v1 refuses more.
    static final int MOST_BYTES = 1_024;

    private static final String CUT = "...";

    private EventNote() {}

    static String of(String text) {
        if (bytes(text) <= MOST_BYTES) {
            return text;
        }
        int room = MOST_BYTES - CUT.length();
        int end = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            room -= bytes(text.substring(end, next));
            if (room < 0) {
                break;
            }
            end = next;
        }
        return text.substring(0, end) + CUT;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
