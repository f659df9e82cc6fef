package io.maphealth.javamaps;

/// What a walk of one map found.
///
/// `entries` are all it came by, `stale` and `inTree` those of them that are; `longest` is the
/// longest chain, or 0 where the map has none; `moved` are bins to be found in the next table;
/// `missing` are references to nodes that the heap does not hold, which are no entries; `faults` is
/// what breaks the map's contract. Not `whole`: it ran out of steps, and `entries` are those seen until
/// then.
public record Walked(
        long entries, long longest, long stale, long inTree, long moved, long missing, Faults faults, boolean whole) {
    public static final Walked NOTHING = plain(0, 0);

    /// A map without chains, and without anything special.
    public static Walked plain(long entries, long longest) {
        return new Walked(entries, longest, 0, 0, 0, 0, Faults.NONE, true);
    }

    /// What is to be added to a walk that did not see it.
    public static Walked broken(Faults faults) {
        return new Walked(0, 0, 0, 0, 0, 0, faults, true);
    }

    /// Whether there is more to say than entries and the longest chain.
    public boolean special() {
        return !whole || stale + inTree + moved + missing > 0 || faults.any();
    }

    public Walked plus(Walked other) {
        return new Walked(
                entries + other.entries,
                Math.max(longest, other.longest),
                stale + other.stale,
                inTree + other.inTree,
                moved + other.moved,
                missing + other.missing,
                faults.plus(other.faults),
                whole && other.whole);
    }
}
