package io.maphealth.hprof.heap;

import java.util.Map;

/// The layout rules of HotSpot: how many bytes an object takes. `referenceBytes` is 4 where references are compressed;
/// the header takes 8 bytes where it is compact, 16 where not even class pointers are compressed, else 12.
record ObjectLayout(int referenceBytes, int headerBytes, int alignmentBytes) {
    static final int COMPACT_HEADER = 8;
    static final int USUAL_HEADER = 12;
    static final int WIDE_HEADER = 16;

    private static final int LENGTH_BYTES = 4;

    ObjectLayout withHeader(int bytes) {
        return new ObjectLayout(referenceBytes, bytes, alignmentBytes);
    }

    /// An object of a class whose references take `idBytes` in the dump.
    long instance(HeapClass type, int idBytes) {
        long references = type.references();
        return aligned(headerBytes + type.instanceBytes(idBytes) - references * (idBytes - referenceBytes));
    }

    /// An array with elements of so many bytes, which start where one of 8 bytes could.
    long array(int elementBytes, long length) {
        int header = headerBytes + LENGTH_BYTES;
        int first = elementBytes == Long.BYTES || headerBytes != COMPACT_HEADER ? up(header, Long.BYTES) : header;
        return aligned(first + length * elementBytes);
    }

    /// How many classes really take what the rules say.
    int agreeing(ClassTable classes, Map<String, Long> bytesOfClass) {
        int agreeing = 0;
        for (HeapClass type : classes.all()) {
            Long bytes = bytesOfClass.get(type.name());
            agreeing += bytes != null && bytes == instance(type, classes.idBytes()) ? 1 : 0;
        }
        return agreeing;
    }

    private long aligned(long bytes) {
        return (bytes + alignmentBytes - 1) / alignmentBytes * alignmentBytes;
    }

    private static int up(int bytes, int to) {
        return (bytes + to - 1) / to * to;
    }
}
