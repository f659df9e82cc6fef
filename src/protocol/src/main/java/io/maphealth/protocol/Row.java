package io.maphealth.protocol;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/// One JSON object, read whole: asks for fields by name and type and refuses what is not so.
///
/// Required fields have plain types, optional ones `Optional...`; what was never asked for is ignored.
record Row(Place place, Map<String, Cell> cells) {
    /// The value of one field.
    sealed interface Cell {
        Place place();

        record Text(Place place, String value) implements Cell {}

        record Whole(Place place, long value) implements Cell {}

        record Fraction(Place place, double value) implements Cell {}

        record Flag(Place place, boolean value) implements Cell {}

        record Nothing(Place place) implements Cell {}

        record Nested(Place place, Row value) implements Cell {}

        record Rows(Place place, List<Row> value) implements Cell {}

        /// An object or array that nobody asked for.
        record Skipped(Place place, String what) implements Cell {}

        default String found() {
            return switch (this) {
                case Text text -> quoted(text.value());
                case Whole whole -> Long.toString(whole.value());
                case Fraction fraction -> Double.toString(fraction.value());
                case Flag flag -> Boolean.toString(flag.value());
                case Nothing _ -> "null";
                case Nested _ -> "an object";
                case Rows _ -> "an array";
                case Skipped skipped -> skipped.what();
            };
        }

        private static String quoted(String text) {
            return '"' + (text.length() <= 60 ? text : text.substring(0, 60) + "...") + '"';
        }
    }

    String text(String name) throws UnreadableDocumentException {
        return required(name, "a string", optionalText(name));
    }

    Optional<String> optionalText(String name) throws UnreadableDocumentException {
        return switch (cells.get(name)) {
            case null -> Optional.empty();
            case Cell.Text text -> Optional.of(text.value());
            case Cell other -> throw refused(other, "a string");
        };
    }

    /// A text, or absent, or null: for the one field that is written as null.
    Optional<String> textOrNull(String name) throws UnreadableDocumentException {
        return cells.get(name) instanceof Cell.Nothing ? Optional.empty() : optionalText(name);
    }

    boolean flag(String name) throws UnreadableDocumentException {
        return required(name, "true or false", optionalFlag(name));
    }

    Optional<Boolean> optionalFlag(String name) throws UnreadableDocumentException {
        return switch (cells.get(name)) {
            case null -> Optional.empty();
            case Cell.Flag flag -> Optional.of(flag.value());
            case Cell other -> throw refused(other, "true or false");
        };
    }

    OptionalLong optionalNumber(String name) throws UnreadableDocumentException {
        return switch (cells.get(name)) {
            case null -> OptionalLong.empty();
            case Cell.Whole whole -> OptionalLong.of(whole.value());
            case Cell other -> throw refused(other, "a whole number");
        };
    }

    /// A number of things or bytes: whole, 0 or more.
    OptionalLong optionalAmount(String name) throws UnreadableDocumentException {
        OptionalLong number = optionalNumber(name);
        if (number.isPresent() && number.getAsLong() < 0) {
            throw refused(name, "0 or more");
        }
        return number;
    }

    long amount(String name) throws UnreadableDocumentException {
        OptionalLong amount = optionalAmount(name);
        if (amount.isEmpty()) {
            throw missing(name, "a whole number");
        }
        return amount.getAsLong();
    }

    long number(String name) throws UnreadableDocumentException {
        OptionalLong number = optionalNumber(name);
        if (number.isEmpty()) {
            throw missing(name, "a whole number");
        }
        return number.getAsLong();
    }

    OptionalDouble optionalFraction(String name) throws UnreadableDocumentException {
        return switch (cells.get(name)) {
            case null -> OptionalDouble.empty();
            case Cell.Whole whole -> OptionalDouble.of((double) whole.value());
            case Cell.Fraction fraction -> OptionalDouble.of(fraction.value());
            case Cell other -> throw refused(other, "a number");
        };
    }

    double fraction(String name) throws UnreadableDocumentException {
        OptionalDouble fraction = optionalFraction(name);
        if (fraction.isEmpty()) {
            throw missing(name, "a number");
        }
        return fraction.getAsDouble();
    }

    /// A number from 0 to 1.
    double share(String name) throws UnreadableDocumentException {
        double share = fraction(name);
        if (share < 0 || share > 1) {
            throw refused(name, "0 to 1");
        }
        return share;
    }

    OptionalDouble optionalShare(String name) throws UnreadableDocumentException {
        return cells.containsKey(name) ? OptionalDouble.of(share(name)) : OptionalDouble.empty();
    }

    OptionalDouble optionalPositive(String name) throws UnreadableDocumentException {
        OptionalDouble fraction = optionalFraction(name);
        if (fraction.isPresent() && fraction.getAsDouble() < 0) {
            throw refused(name, "0 or more");
        }
        return fraction;
    }

    Instant instant(String name) throws UnreadableDocumentException {
        return required(name, "a time such as 2026-11-21T12:00:00Z", optionalInstant(name));
    }

    Optional<Instant> optionalInstant(String name) throws UnreadableDocumentException {
        Optional<String> text = optionalText(name);
        try {
            return text.map(Instant::parse);
        } catch (DateTimeParseException _) {
            throw refused(name, "a time such as 2026-11-21T12:00:00Z");
        }
    }

    Duration millis(String name) throws UnreadableDocumentException {
        return Duration.ofMillis(amount(name));
    }

    Optional<Duration> optionalMillis(String name) throws UnreadableDocumentException {
        return cells.containsKey(name) ? Optional.of(millis(name)) : Optional.empty();
    }

    Optional<Duration> optionalSeconds(String name) throws UnreadableDocumentException {
        return cells.containsKey(name) ? Optional.of(Duration.ofSeconds(amount(name))) : Optional.empty();
    }

    /// One word of a closed list.
    <E extends Enum<E>> E word(String name, E[] words, Function<E, String> label) throws UnreadableDocumentException {
        return required(name, "a word", optionalWord(name, words, label));
    }

    <E extends Enum<E>> Optional<E> optionalWord(String name, E[] words, Function<E, String> label)
            throws UnreadableDocumentException {
        Optional<String> text = optionalText(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        for (E word : words) {
            if (label.apply(word).equals(text.get())) {
                return Optional.of(word);
            }
        }
        List<String> labels = Arrays.stream(words).map(label).toList();
        throw refused(name, "one of " + String.join(", ", labels));
    }

    Row row(String name) throws UnreadableDocumentException {
        return required(name, "an object", optionalRow(name));
    }

    Optional<Row> optionalRow(String name) throws UnreadableDocumentException {
        return switch (cells.get(name)) {
            case null -> Optional.empty();
            case Cell.Nested nested -> Optional.of(nested.value());
            case Cell other -> throw refused(other, "an object");
        };
    }

    /// The elements of an array; none where the array is absent.
    List<Row> rows(String name) throws UnreadableDocumentException {
        return switch (cells.get(name)) {
            case null -> List.of();
            case Cell.Rows rows -> rows.value();
            case Cell other -> throw refused(other, "an array");
        };
    }

    /// The refusal of a field that is there, or of its absence.
    UnreadableDocumentException refused(String name, String expected) {
        Cell cell = cells.get(name);
        return cell == null ? missing(name, expected) : refused(cell, expected);
    }

    private static UnreadableDocumentException refused(Cell cell, String expected) {
        return cell.place().expected(expected, cell.found());
    }

    private UnreadableDocumentException missing(String name, String expected) {
        return place.field(name).expected(expected, "nothing");
    }

    private <T> T required(String name, String expected, Optional<T> value) throws UnreadableDocumentException {
        return value.orElseThrow(() -> missing(name, expected));
    }
}
