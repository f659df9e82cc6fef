package io.maphealth.javamaps;

/// In which bin of a table an entry belongs.
public enum BinRule {
    /// The low bits of its hash, in a table whose length is a power of two (`HashMap.getNode`).
    LOW_BITS {
        @Override
        int bin(int hash, int length) {
            return hash & (length - 1);
        }

        @Override
        public boolean allows(long length) {
            return Long.bitCount(length) == 1;
        }
    },
    /// The remainder of its hash without the sign (`Hashtable.get`).
    REMAINDER {
        @Override
        int bin(int hash, int length) {
            return (hash & Integer.MAX_VALUE) % length;
        }

        @Override
        public boolean allows(long length) {
            return length > 0;
        }
    };

    abstract int bin(int hash, int length);

    /// Whether a table can have so many bins.
    public abstract boolean allows(long length);
}
