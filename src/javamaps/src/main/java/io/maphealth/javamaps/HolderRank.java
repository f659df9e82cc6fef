package io.maphealth.javamaps;

/// How much a reference tells a person about who owns what it refers to; later is more.
public enum HolderRank {
    NONE,
    /// A weak, soft or phantom reference: it holds nothing.
    WEAK,
    /// A stack frame or native code.
    ROOT,
    /// An element of an array.
    ELEMENT,
    /// A key or value of a map.
    ENTRY,
    /// A wrapper, whose own holder owns the map.
    WRAPPER,
    /// A variable of a thread.
    THREAD_LOCAL,
    /// A field of a class of the JDK.
    JDK_FIELD,
    /// A field of a class of the program.
    FIELD,
    /// A static field.
    STATIC;

    /// Whether who holds the holder tells more.
    public boolean leadsOn() {
        return this == ELEMENT || this == ENTRY || this == JDK_FIELD;
    }

    /// Whether the reference names its owner by itself.
    public boolean names() {
        return compareTo(THREAD_LOCAL) >= 0;
    }

    /// What is said of an owner of this rank by itself: its field, where it has one that tells something.
    public String describe(String field) {
        return switch (this) {
            case NONE, WEAK, ELEMENT, ENTRY, WRAPPER -> "";
            case ROOT -> "(local variable)";
            case THREAD_LOCAL -> "(thread local)";
            case JDK_FIELD, FIELD, STATIC -> field;
        };
    }
}
