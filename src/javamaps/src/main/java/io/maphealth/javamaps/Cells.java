package io.maphealth.javamaps;

/// What the elements of an array are.
public enum Cells {
    REFERENCE(0),
    BYTE(1),
    SHORT(2),
    INT(4),
    LONG(8);

    private final int bytes;

    Cells(int bytes) {
        this.bytes = bytes;
    }

    /// The width of one; references are as wide as the heap says.
    public int bytes() {
        return bytes;
    }
}
