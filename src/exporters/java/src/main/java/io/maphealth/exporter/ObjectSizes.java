package io.maphealth.exporter;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/// Bytes of objects and reference arrays in the running HotSpot, by its own options: header of 8 (compact), 12 or 16
/// bytes, references of 4 or 8, alignment. Another JVM, or one without the diagnostic bean, is unknown.
record ObjectSizes(int header, int reference, int alignment) {
    private static final Optional<ObjectSizes> RUNNING = read();

    static Optional<ObjectSizes> running() {
        return RUNNING;
    }

    /// @param references how many reference fields; `others` bytes of primitive fields, the largest first
    long object(int references, int others) {
        return aligned(header + (long) references * reference + others);
    }

    /// The length is an int after the header; elements of 8 bytes start at a multiple of 8.
    long array(long length) {
        long base = (long) header + Integer.BYTES;
        long start = (base + reference - 1) / reference * reference;
        return aligned(start + length * reference);
    }

    private long aligned(long bytes) {
        return (bytes + alignment - 1) / alignment * alignment;
    }

    private static Optional<ObjectSizes> read() {
        try {
            boolean compact =
                    option("UseCompactObjectHeaders").map(Boolean::parseBoolean).orElse(false);
            boolean shortClass = option("UseCompressedClassPointers")
                    .map(Boolean::parseBoolean)
                    .orElseThrow();
            boolean shortReference =
                    option("UseCompressedOops").map(Boolean::parseBoolean).orElseThrow();
            int alignment =
                    option("ObjectAlignmentInBytes").map(Integer::parseInt).orElseThrow();
            int header = compact ? 8 : shortClass ? 12 : 16;
            return Optional.of(new ObjectSizes(header, shortReference ? 4 : 8, alignment));
        } catch (RuntimeException notHotSpot) {
            return Optional.empty();
        }
    }

    private static Optional<String> option(String name) {
        try {
            Object said = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                            "getVMOption",
                            new Object[] {name},
                            new String[] {String.class.getName()});
            return Optional.of(String.valueOf(((CompositeData) said).get("value")));
        } catch (JMException | RuntimeException unknown) {
            return Optional.empty();
        }
    }
}
