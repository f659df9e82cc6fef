package io.maphealth.hprof.heap;

import io.maphealth.core.HeapLayout;
import io.maphealth.core.HeapLayout.Known;
import java.util.Map;

/// What a dump shows of how its objects are laid out, which it does not say.
///
/// @param narrowArrays arrays whose elements take 4 bytes, by how far away the next object is
/// @param wideArrays arrays whose elements take 8
/// @param bytesOfClass what instances of a class take, by how far away the next object is
/// @param anyId where some object lies
/// @param idsTogether the bits that any of `ids` objects has in its id
public record LayoutEvidence(
        long narrowArrays, long wideArrays, Map<String, Long> bytesOfClass, long anyId, long idsTogether, int ids) {
    /// Compressed references reach 32 GiB, at the usual alignment, from a base that is low whenever it can be.
    private static final long REACH_OF_NARROW = 1L << 42;

    /// One of so many objects lies at an odd multiple of the alignment, as sure as anything.
    private static final int ENOUGH_IDS = 32;

    private static final int USUAL_ALIGNMENT = 8;
    private static final int MOST_ALIGNMENT = 256;

    /// The layout that fits best, and what of it was measured.
    public HeapLayout layout(ClassTable classes) {
        Known<Integer> alignment = alignment();
        Known<Boolean> compressed = compressedOops();
        return new HeapLayout(compressed, compactHeaders(classes, rules(compressed, alignment)), alignment);
    }

    ObjectLayout rules(ClassTable classes) {
        ObjectLayout usual = rules(compressedOops(), alignment());
        if (compactHeaders(classes, usual).value()) {
            return usual.withHeader(ObjectLayout.COMPACT_HEADER);
        }
        ObjectLayout wide = usual.withHeader(ObjectLayout.WIDE_HEADER);
        return wide.agreeing(classes, bytesOfClass) > usual.agreeing(classes, bytesOfClass) ? wide : usual;
    }

    private static ObjectLayout rules(Known<Boolean> compressed, Known<Integer> alignment) {
        return new ObjectLayout(compressed.value() ? 4 : 8, ObjectLayout.USUAL_HEADER, alignment.value());
    }

    private Known<Integer> alignment() {
        return ids < ENOUGH_IDS
                ? Known.assumed(USUAL_ALIGNMENT)
                : Known.measured((int) Math.min(MOST_ALIGNMENT, Long.lowestOneBit(idsTogether)));
    }

    /// By the arrays that could be measured, else by where the objects lie: only a heap without compressed references
    /// (that of ZGC is one) can be so far up.
    private Known<Boolean> compressedOops() {
        return narrowArrays + wideArrays > 0
                ? Known.measured(narrowArrays >= wideArrays)
                : Known.assumed(anyId < REACH_OF_NARROW);
    }

    private Known<Boolean> compactHeaders(ClassTable classes, ObjectLayout usual) {
        int compact = usual.withHeader(ObjectLayout.COMPACT_HEADER).agreeing(classes, bytesOfClass);
        int wide = usual.withHeader(ObjectLayout.WIDE_HEADER).agreeing(classes, bytesOfClass);
        int other = Math.max(usual.agreeing(classes, bytesOfClass), wide);
        return compact == other ? Known.assumed(false) : Known.measured(compact > other);
    }
}
