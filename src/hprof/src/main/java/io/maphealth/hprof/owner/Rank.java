package io.maphealth.hprof.owner;

/// How much a reference tells a person about who owns what it refers to; later is more.
enum Rank {
    NONE(0),
    /// A weak, soft or phantom reference: it holds nothing.
    WEAK(1),
    /// A stack frame or native code.
    ROOT(2),
    /// An element of an array.
    ELEMENT(3),
    /// A key or value of a map.
    ENTRY(4),
    /// A variable of a thread.
    THREAD_LOCAL(5),
    /// A field of a class of the JDK.
    JDK_FIELD(6),
    /// A field of a class of the program.
    FIELD(7),
    /// A static field.
    STATIC(8);

    private static final Rank[] ALL = values();

    private final int number;

    Rank(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static Rank numbered(int number) {
        return ALL[number];
    }

    /// Whether who holds the holder tells more.
    boolean leadsOn() {
        return this == ELEMENT || this == ENTRY || this == JDK_FIELD;
    }

    /// Whether the reference names its owner by itself.
    boolean names() {
        return compareTo(THREAD_LOCAL) >= 0;
    }
}
