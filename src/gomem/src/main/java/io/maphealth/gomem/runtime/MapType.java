package io.maphealth.gomem.runtime;

/// A map type of the program, and how eight entries of it lie in a group (Swiss) or bucket (to Go 1.23).
///
/// `group` is the address of the type of that group or bucket, whose size is `groupSize`. Entry `i`'s key is at
/// `keyStart + i * keyStride` in it, its value at `elemStart + i * elemStride`; an indirect key or value is a pointer
/// there to an object of its own.
public record MapType(
        long address,
        String name,
        GoType key,
        GoType elem,
        GoType group,
        Slots slots,
        boolean indirectKey,
        boolean indirectElem) {

    /// Offsets within a group.
    public record Slots(int keyStart, int keyStride, int elemStart, int elemStride) {}

    public int groupSize() {
        return (int) group.size();
    }

    /// Bytes of the objects that one entry has beside its slot.
    public long indirectBytes(SizeClasses classes) {
        return (indirectKey ? classes.of(key.size(), key.hasPointers()) : 0)
                + (indirectElem ? classes.of(elem.size(), elem.hasPointers()) : 0);
    }
}
