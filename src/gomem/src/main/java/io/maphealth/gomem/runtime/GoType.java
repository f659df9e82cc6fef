package io.maphealth.gomem.runtime;

/// A type as the run-time describes it (`internal/abi.Type`); `pointerMask` has a bit for each of its first
/// 64 words that holds a pointer, where it is that small, else 0.
public record GoType(long address, Kind kind, long size, long pointerBytes, long pointerMask) {
    public boolean hasPointers() {
        return pointerBytes != 0;
    }

    /// `reflect.Kind`, in its order.
    public enum Kind {
        INVALID,
        BOOL,
        INT,
        INT8,
        INT16,
        INT32,
        INT64,
        UINT,
        UINT8,
        UINT16,
        UINT32,
        UINT64,
        UINTPTR,
        FLOAT32,
        FLOAT64,
        COMPLEX64,
        COMPLEX128,
        ARRAY,
        CHAN,
        FUNC,
        INTERFACE,
        MAP,
        POINTER,
        SLICE,
        STRING,
        STRUCT,
        UNSAFE_POINTER;

        private static final Kind[] BY_NUMBER = values();

        static Kind of(int number) {
            return number < BY_NUMBER.length ? BY_NUMBER[number] : INVALID;
        }
    }
}
