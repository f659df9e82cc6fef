package io.maphealth.sidecar.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a variable's text may look like. `allowed` completes the sentence "allowed is ..."; `read` is empty for a text
/// that is not allowed.
record Form<T>(String allowed, Function<String, Optional<T>> read) {
    private static final int LONGEST_TEXT = 253;

    static Form<Long> wholeNumber(long least, long most) {
        String allowed = most == Long.MAX_VALUE
                ? "a whole number from %d".formatted(least)
                : "a whole number from %d to %d".formatted(least, most);
        return new Form<>(allowed, text -> parsedLong(text).filter(number -> number >= least && number <= most));
    }

    static Form<Double> number(double least, double most) {
        String allowed = most == Double.MAX_VALUE
                ? "a number from %s".formatted(plain(least))
                : "a number from %s to %s".formatted(plain(least), plain(most));
        return new Form<>(allowed, text -> parsedDouble(text).filter(number -> number >= least && number <= most));
    }

    static Form<Duration> seconds(long least, long most) {
        Form<Long> number = wholeNumber(least, most);
        return new Form<>(
                number.allowed() + " (seconds)",
                text -> number.read().apply(text).map(Duration::ofSeconds));
    }

    static Form<Duration> milliseconds(long least, long most) {
        Form<Long> number = wholeNumber(least, most);
        return new Form<>(
                number.allowed() + " (milliseconds)",
                text -> number.read().apply(text).map(Duration::ofMillis));
    }

    static Form<Long> mebibytes(long least) {
        long most = Long.MAX_VALUE >> 20;
        Form<Long> number = wholeNumber(least, most);
        return new Form<>(
                "a whole number from %d (MiB)".formatted(least),
                text -> number.read().apply(text).map(size -> size << 20));
    }

    static Form<URI> url(String example) {
        return new Form<>(
                "an http or https URL without user and password, such as " + example,
                text -> parsedUri(text).filter(Form::isPlainHttp));
    }

    static Form<Path> path(String what) {
        return new Form<>(what, Form::parsedPath);
    }

    static Form<String> text(String what) {
        return new Form<>(
                what,
                text -> Optional.of(text)
                        .filter(value -> value.length() <= LONGEST_TEXT)
                        .filter(value -> value.codePoints().noneMatch(Character::isISOControl)));
    }

    /// A text of several lines; any will do, so that no message ever repeats it.
    static Form<String> document(String what) {
        return new Form<>(what, Optional::of);
    }

    static <E extends Enum<E>> Form<E> oneOf(E[] values, Function<E, String> label) {
        String allowed = Arrays.stream(values).map(label).collect(Collectors.joining(", ", "one of ", ""));
        return new Form<>(
                allowed,
                text -> Arrays.stream(values)
                        .filter(value -> label.apply(value).equals(text))
                        .findFirst());
    }

    static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static Optional<Long> parsedLong(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<Double> parsedDouble(String text) {
        try {
            return Optional.of(Double.parseDouble(text)).filter(Double::isFinite);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Optional<URI> parsedUri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static boolean isPlainHttp(URI uri) {
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        return http && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null;
    }

    private static Optional<Path> parsedPath(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
