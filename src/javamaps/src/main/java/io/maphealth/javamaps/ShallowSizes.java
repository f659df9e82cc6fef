package io.maphealth.javamaps;

/// How many bytes of heap an object takes itself, header and alignment included, in the JVM that is looked at.
public interface ShallowSizes {
    /// The bytes of one instance of a class, named as the JVM does; a guess where the heap does not know the class.
    long instance(String className);

    long referenceArray(long length);
}
