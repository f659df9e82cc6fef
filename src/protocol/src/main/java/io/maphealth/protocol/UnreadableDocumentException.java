package io.maphealth.protocol;

/// JSON from elsewhere that is not what it should be. The message is one line: origin, place (JSON pointer, line and
/// column), what was expected and what was found.
public final class UnreadableDocumentException extends Exception {
    private static final int MOST_CHARACTERS = 600;

    public UnreadableDocumentException(String message) {
        super(oneLine(message));
    }

    /// The text may hold anything that the other side sent, so that nothing in it may break a line or run on for pages.
    private static String oneLine(String message) {
        String line = message.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "...";
    }
}
