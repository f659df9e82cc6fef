package io.maphealth.javamaps;

/// How many bytes of heap an object takes itself, header and alignment included, in the JVM that is looked at.
public interface ShallowSizes {
    int ARRAY_HEADER = 16;

    /// The bytes of one instance of a class, named as the JVM does; a guess where the heap does not know the class.
    long instance(String className);

    long referenceArray(long length);

    /// Of an array of any kind.
    default long array(Cells cells, long length) {
        return cells == Cells.REFERENCE ? referenceArray(length) : (ARRAY_HEADER + length * cells.bytes() + 7) / 8 * 8;
    }
}
