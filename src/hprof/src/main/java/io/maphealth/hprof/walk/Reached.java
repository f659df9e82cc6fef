package io.maphealth.hprof.walk;

/// By what a map leads to an object that may be one of its entries.
public enum Reached {
    /// It is no entry.
    NOT,
    /// A table refers to it, or to one before it in a chain.
    BY_TABLE,
    /// It hangs in a tree or a list.
    BY_LINKS,
    /// One or the other.
    ANYHOW;

    boolean byTable() {
        return this == BY_TABLE || this == ANYHOW;
    }

    boolean byLinks() {
        return this == BY_LINKS || this == ANYHOW;
    }
}
