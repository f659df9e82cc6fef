package io.maphealth.process;

/// How an attribute's value is written (DWARF 5, section 7.5.6): enough to take constants and strings that stand where
/// they are used, and to step over everything else.
final class DwarfForm {
    private static final int STRING = 0x08;

    private DwarfForm() {}

    /// Bytes of a reference into another section, and of an address.
    record Widths(int offset, int address) {}

    /// The string that stands here; empty for one that stands elsewhere.
    static String text(int form, DwarfBytes bytes, Widths widths) throws UnreadableElfException {
        if (form == STRING) {
            return bytes.text();
        }
        value(form, bytes, widths);
        return "";
    }

    /// The number that stands here; what is no number is stepped over and gives 0.
    static long value(int form, DwarfBytes bytes, Widths widths) throws UnreadableElfException {
        return switch (form) {
            case 0x19, 0x21 -> 0;
            case 0x0b, 0x0c, 0x11, 0x25, 0x29 -> bytes.unsigned(1);
            case 0x05, 0x12, 0x26, 0x2a -> bytes.unsigned(2);
            case 0x27, 0x2b -> bytes.unsigned(3);
            case 0x06, 0x13, 0x1c, 0x28, 0x2c -> bytes.unsigned(4);
            case 0x07, 0x14, 0x20, 0x24 -> bytes.unsigned(8);
            case 0x0d, 0x0f, 0x15, 0x1a, 0x1b, 0x22, 0x23 -> bytes.leb128();
            case 0x0e, 0x10, 0x17, 0x1d, 0x1f -> bytes.unsigned(widths.offset());
            case 0x01 -> bytes.unsigned(widths.address());
            case 0x1e -> bytes.skip(16);
            case STRING -> bytes.skipText();
            case 0x0a -> bytes.skip(bytes.unsigned(1));
            case 0x03 -> bytes.skip(bytes.unsigned(2));
            case 0x04 -> bytes.skip(bytes.unsigned(4));
            case 0x09, 0x18 -> bytes.skip(bytes.leb128());
            default -> throw bytes.unreadable("form 0x%x".formatted(form));
        };
    }
}
