package io.maphealth.protocol;

/// Where in which document something stands: `http://127.0.0.1/debug/maps: /maps/3/heldBytes (line 1, column 512)`.
record Place(String origin, String pointer, int line, int column) {
    UnreadableDocumentException expected(String expected, String found) {
        return new UnreadableDocumentException(this + ": expected " + expected + ", found " + found);
    }

    Place field(String name) {
        return new Place(origin, pointer + "/" + name, line, column);
    }

    @Override
    public String toString() {
        return "%s: %s (line %d, column %d)".formatted(origin, pointer.isEmpty() ? "/" : pointer, line, column);
    }
}
