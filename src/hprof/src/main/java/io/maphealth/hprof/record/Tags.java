package io.maphealth.hprof.record;

/// Tags of records and of the sub-records of a heap segment, and what they are called (HotSpot
/// `services/heapDumper.cpp`; the last ones ART `runtime/hprof/hprof.cc`).
public final class Tags {
    public static final int UTF8 = 0x01;
    public static final int LOAD_CLASS = 0x02;
    public static final int HEAP_DUMP = 0x0C;
    public static final int HEAP_DUMP_SEGMENT = 0x1C;
    public static final int HEAP_DUMP_END = 0x2C;

    public static final int CLASS_DUMP = 0x20;
    public static final int INSTANCE_DUMP = 0x21;
    public static final int OBJECT_ARRAY_DUMP = 0x22;
    public static final int PRIMITIVE_ARRAY_DUMP = 0x23;
    public static final int ROOT_JNI_LOCAL = 0x02;
    public static final int ROOT_JAVA_FRAME = 0x03;
    public static final int ROOT_NATIVE_STACK = 0x04;
    public static final int ROOT_STICKY_CLASS = 0x05;
    public static final int ROOT_THREAD_BLOCK = 0x06;
    public static final int ROOT_THREAD_OBJECT = 0x08;

    static final int HEAP_DUMP_INFO = 0xFE;
    static final int PRIMITIVE_ARRAY_NO_DATA = 0xC3;

    private Tags() {}

    /// Whether a record of this tag holds sub-records.
    public static boolean isSegment(int tag) {
        return tag == HEAP_DUMP || tag == HEAP_DUMP_SEGMENT;
    }

    /// Whether a root of this tag names its thread by number after the object.
    static boolean isOfThread(int tag) {
        return switch (tag) {
            case ROOT_JNI_LOCAL, ROOT_JAVA_FRAME, ROOT_NATIVE_STACK, ROOT_THREAD_BLOCK, ROOT_THREAD_OBJECT, 0x8E ->
                true;
            default -> false;
        };
    }

    /// Bytes of a root sub-record after its tag, -1 when the tag is no root's.
    static int rootBytes(int tag, int idBytes) {
        return switch (tag) {
            case 0xFF, ROOT_STICKY_CLASS, 0x07, 0x89, 0x8A, 0x8B, 0x8C, 0x8D, 0x90 -> idBytes;
            case 0x01 -> 2 * idBytes;
            case ROOT_JNI_LOCAL, ROOT_JAVA_FRAME, ROOT_THREAD_OBJECT, 0x8E -> idBytes + 8;
            case ROOT_NATIVE_STACK, ROOT_THREAD_BLOCK -> idBytes + 4;
            case HEAP_DUMP_INFO -> 4 + idBytes;
            default -> -1;
        };
    }

    static String name(int tag) {
        return switch (tag) {
            case CLASS_DUMP -> "CLASS_DUMP";
            case INSTANCE_DUMP -> "INSTANCE_DUMP";
            case OBJECT_ARRAY_DUMP -> "OBJ_ARRAY_DUMP";
            case PRIMITIVE_ARRAY_DUMP -> "PRIM_ARRAY_DUMP";
            default -> "sub-record 0x%02X".formatted(tag);
        };
    }
}
