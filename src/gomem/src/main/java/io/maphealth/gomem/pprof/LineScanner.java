package io.maphealth.gomem.pprof;

/// One line, read from left to right; what is not there as expected is an error with the line's number.
final class LineScanner {
    private static final int SHOWN = 40;

    private final long number;
    private final String text;
    private int position;

    LineScanner(long number, String text) {
        this.number = number;
        this.text = text;
    }

    boolean blank() {
        return text.isEmpty();
    }

    boolean atEnd() {
        return position == text.length();
    }

    boolean at(String expected) {
        return text.startsWith(expected, position);
    }

    LineScanner literal(String expected) throws UnreadablePprofException {
        if (!at(expected)) {
            throw unexpected("\"" + expected.replace("\t", "\\t") + "\"");
        }
        position += expected.length();
        return this;
    }

    /// A decimal number that is not negative.
    long decimal(String what) throws UnreadablePprofException {
        return parse(what, 10);
    }

    /// A number such as `0x4a3f`; all 64 bits may be used.
    long hexadecimal(String what) throws UnreadablePprofException {
        literal("0x");
        return parse(what, 16);
    }

    /// Everything up to a mark, which is passed over.
    String until(String mark, String what) throws UnreadablePprofException {
        int end = text.indexOf(mark, position);
        if (end < 0) {
            throw unexpected(what + " and \"" + mark.strip() + "\"");
        }
        String found = text.substring(position, end);
        position = end + mark.length();
        return found;
    }

    LineScanner skipAll(char c) {
        while (position < text.length() && text.charAt(position) == c) {
            position++;
        }
        return this;
    }

    String rest() {
        String found = text.substring(position);
        position = text.length();
        return found;
    }

    void end() throws UnreadablePprofException {
        if (!atEnd()) {
            throw unexpected("the end of the line");
        }
    }

    UnreadablePprofException unreadable(String reason) {
        return new UnreadablePprofException("line " + number + ": " + reason);
    }

    private long parse(String what, int radix) throws UnreadablePprofException {
        int end = position;
        while (end < text.length() && text.charAt(end) < 128 && Character.digit(text.charAt(end), radix) >= 0) {
            end++;
        }
        try {
            long value = radix == 16
                    ? Long.parseUnsignedLong(text, position, end, radix)
                    : Long.parseLong(text, position, end, radix);
            position = end;
            return value;
        } catch (NumberFormatException _) {
            throw unexpected(what);
        }
    }

    private UnreadablePprofException unexpected(String expected) {
        String rest = text.substring(position, Math.min(text.length(), position + SHOWN));
        String shown = rest.replaceAll("[^\\p{Print}]", "?");
        String found = rest.isEmpty() ? "the end of the line" : "\"" + shown + "\"";
        return unreadable("expected " + expected + ", found " + found);
    }
}
