package io.maphealth.hprof.peer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A reader of heap dumps that others wrote, as far as it takes to walk maps.
interface Peer extends AutoCloseable {
    /// All objects that are no arrays, in one pass over the dump.
    Stream<Instance> instances();

    @Override
    void close() throws IOException;

    /// An object with fields, by the names that the JDK gives them.
    interface Instance {
        long id();

        String className();

        /// Its class, that class's superclass and so on.
        List<String> lineage();

        long number(String field);

        Optional<Instance> instance(String field);

        /// Elements of the array that a field refers to, empty for null; none where it refers to no array.
        List<Optional<Instance>> elements(String field);
    }
}
