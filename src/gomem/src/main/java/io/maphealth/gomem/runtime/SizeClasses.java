package io.maphealth.gomem.runtime;

import java.util.Arrays;

/// What an allocation really costs: the size classes of the Go allocator (sizeclasses.go, the same in 1.21 to 1.26).
public final class SizeClasses {
    public static final int PAGE = 8192;
    /// Pointerful objects above this have a type word in front (go1.22 malloc.go, `minSizeForMallocHeader`).
    public static final int MOST_WITHOUT_HEADER = 512;

    public static final int HEADER = 8;

    private static final int[] CLASSES = {
        0, 8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352, 384, 416,
        448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304, 2688, 3072, 3200, 3456,
        4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880, 12288, 13568, 14336, 16384, 18432,
        19072, 20480, 21760, 24576, 27264, 28672, 32768
    };
    private static final int LARGEST_CLASS = CLASSES[CLASSES.length - 1];

    private final boolean mallocHeaders;

    public SizeClasses(boolean mallocHeaders) {
        this.mallocHeaders = mallocHeaders;
    }

    /// Bytes that the allocator takes for an object of this size.
    public long of(long size, boolean pointers) {
        boolean header = mallocHeaders && pointers && size > MOST_WITHOUT_HEADER && size <= LARGEST_CLASS - HEADER;
        return roundUp(header ? size + HEADER : size);
    }

    private static long roundUp(long size) {
        if (size > LARGEST_CLASS) {
            return (size + PAGE - 1) / PAGE * PAGE;
        }
        int found = Arrays.binarySearch(CLASSES, (int) size);
        return CLASSES[found >= 0 ? found : -found - 1];
    }
}
