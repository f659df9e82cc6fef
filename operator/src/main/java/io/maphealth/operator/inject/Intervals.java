package io.maphealth.operator.inject;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lengths of time as people write them in annotations and monitors: `30s`, `5m`, `1h`.
public final class Intervals {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})([smh])");
    private static final Duration LONGEST = Duration.ofDays(1);

    private Intervals() {}

    /// Nothing unless it is one of 1 s to 24 h.
    public static Optional<Duration> read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        Duration length = switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
        return Optional.of(length).filter(it -> it.compareTo(LONGEST) <= 0);
    }
}
