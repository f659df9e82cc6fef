package io.maphealth.javamaps;

/// What capacity a map class gives itself for a number of entries when it starts with its own defaults and only grows.
public enum GrowthRule {
    /// 16 bins, doubled when more than 3/4 are taken (`HashMap.resize`, `WeakHashMap.resize`).
    DOUBLES_ABOVE_THREE_QUARTERS {
        @Override
        public long capacityFor(long entries) {
            return doubledFrom(16, capacity -> entries <= capacity / 4 * 3);
        }
    },
    /// 16 bins, doubled as soon as 3/4 are taken (`ConcurrentHashMap.addCount`).
    DOUBLES_AT_THREE_QUARTERS {
        @Override
        public long capacityFor(long entries) {
            return doubledFrom(16, capacity -> entries < capacity / 4 * 3);
        }
    },
    /// 11 bins, then 2n + 1 when 3/4 are taken and one more comes (`Hashtable.rehash`).
    HASHTABLE {
        @Override
        public long capacityFor(long entries) {
            long capacity = 11;
            while (entries > capacity * 3 / 4) {
                capacity = 2 * capacity + 1;
            }
            return capacity;
        }
    },
    /// 32 pairs, doubled when more than 2/3 are taken (`IdentityHashMap.put`).
    DOUBLES_ABOVE_TWO_THIRDS {
        @Override
        public long capacityFor(long entries) {
            return doubledFrom(32, capacity -> 3 * entries <= 2 * capacity);
        }
    },
    /// 16 cells, doubled as soon as 2/3 are taken (`ThreadLocal.ThreadLocalMap.set`).
    DOUBLES_AT_TWO_THIRDS {
        @Override
        public long capacityFor(long entries) {
            return doubledFrom(16, capacity -> entries < capacity * 2 / 3);
        }
    },
    /// 8 cells, doubled when more than half are taken (Netty's primitive maps).
    DOUBLES_ABOVE_HALF {
        @Override
        public long capacityFor(long entries) {
            return doubledFrom(8, capacity -> entries <= capacity / 2);
        }
    },
    /// 8 cells, doubled when more than 65 % are taken (Agrona's maps).
    DOUBLES_ABOVE_65_PERCENT {
        @Override
        public long capacityFor(long entries) {
            return doubledFrom(8, capacity -> entries <= (long) (capacity * 0.65f));
        }
    },
    /// 16 bins, doubled when there are more entries than bins (Guava's `HashBiMap`).
    DOUBLES_WHEN_FULL {
        @Override
        public long capacityFor(long entries) {
            return doubledFrom(16, capacity -> entries <= capacity);
        }
    },
    /// 3 cells, then half as many again, made odd, when they are full (Guava's `CompactHashMap`).
    HALF_AS_MUCH_AGAIN {
        @Override
        public long capacityFor(long entries) {
            long capacity = 3;
            while (entries > capacity) {
                capacity = (capacity + capacity / 2) | 1;
            }
            return capacity;
        }
    },
    /// 16 cells and one for the null key, doubled when 3/4 are taken (fastutil's `HashCommon.arraySize`).
    DOUBLES_AT_THREE_QUARTERS_AND_ONE {
        @Override
        public long capacityFor(long entries) {
            return doubledFrom(16, capacity -> entries <= capacity / 4 * 3) + 1;
        }
    },
    /// 16 cells, doubled when more than half are taken (Eclipse Collections' primitive maps).
    SIXTEEN_ABOVE_HALF {
        @Override
        public long capacityFor(long entries) {
            return doubledFrom(16, capacity -> entries <= capacity / 2);
        }
    },
    /// 4 bins, doubled when more than 3/4 are taken (a segment of Guava's `LocalCache`).
    SEGMENT {
        @Override
        public long capacityFor(long entries) {
            return doubledFrom(4, capacity -> entries <= capacity / 4 * 3);
        }
    },
    /// 8 cells, doubled when 7/8 are taken (Scala's `AnyRefMap`).
    DOUBLES_AT_SEVEN_EIGHTHS {
        @Override
        public long capacityFor(long entries) {
            return doubledFrom(8, capacity -> entries < capacity / 8 * 7);
        }
    },
    /// As large as it was made, for good.
    FIXED {
        @Override
        public long capacityFor(long entries) {
            return 1L << 40;
        }
    },
    /// No table: memory follows the entries.
    BY_ENTRY {
        @Override
        public long capacityFor(long entries) {
            return 0;
        }
    };

    /// The least capacity, in bins or entries, for `entries` > 0 of them.
    public abstract long capacityFor(long entries);

    private static long doubledFrom(long least, java.util.function.LongPredicate enough) {
        long capacity = least;
        while (capacity < 1L << 60 && !enough.test(capacity)) {
            capacity *= 2;
        }
        return capacity;
    }
}
