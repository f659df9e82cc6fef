package io.maphealth.hprof.record;

import java.util.Optional;

/// What could not be read: the first reason, where the first unreadable record starts, and in how many places more.
public record Damage(Optional<String> first, long position, int places) {
    public static final Damage NONE = new Damage(Optional.empty(), Long.MAX_VALUE, 0);

    static Damage of(MalformedDumpException e) {
        return new Damage(Optional.of(String.valueOf(e.getMessage())), e.position(), 1);
    }

    public Damage plus(Damage other) {
        Damage earlier = other.position < position ? other : this;
        return new Damage(earlier.first, earlier.position, places + other.places);
    }

    /// One line, empty when all could be read.
    public Optional<String> reason() {
        return first.map(reason -> places > 1 ? reason + " (and " + (places - 1) + " more places)" : reason);
    }
}
