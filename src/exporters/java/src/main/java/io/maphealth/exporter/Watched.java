package io.maphealth.exporter;

/// One registration: its subject and what is remembered of it between censuses.
final class Watched {
    private final String id;
    private final String owner;
    private final Subject subject;
    private long mostSeen;
    private volatile boolean asked;

    Watched(String id, String owner, Subject subject) {
        this.id = id;
        this.owner = owner;
        this.subject = subject;
    }

    String id() {
        return id;
    }

    String owner() {
        return owner;
    }

    Subject subject() {
        return subject;
    }

    /// Whether an earlier census still waits for it.
    boolean asked() {
        return asked;
    }

    void asked(boolean now) {
        asked = now;
    }

    /// The most entries that a census has seen, this one included.
    synchronized long seen(long count) {
        mostSeen = Math.max(mostSeen, count);
        return mostSeen;
    }
}
