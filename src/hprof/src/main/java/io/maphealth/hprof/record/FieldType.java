package io.maphealth.hprof.record;

/// Types of fields and array elements as the format numbers them.
public final class FieldType {
    public static final int REFERENCE = 2;
    public static final int BOOLEAN = 4;
    public static final int CHAR = 5;
    public static final int FLOAT = 6;
    public static final int DOUBLE = 7;
    public static final int BYTE = 8;
    public static final int SHORT = 9;
    public static final int INT = 10;
    public static final int LONG = 11;

    private FieldType() {}

    /// Width in bytes, 0 when there is no such type.
    public static int bytes(int type, int idBytes) {
        return switch (type) {
            case REFERENCE -> idBytes;
            case BOOLEAN, BYTE -> 1;
            case CHAR, SHORT -> 2;
            case FLOAT, INT -> 4;
            case DOUBLE, LONG -> 8;
            default -> 0;
        };
    }
}
