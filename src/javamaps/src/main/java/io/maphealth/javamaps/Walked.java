package io.maphealth.javamaps;

/// What a walk of one map found.
///
/// `entries` are all it came by, `stale`, `inTree` and `misplaced` those of them that are; `longest` is the
/// longest chain, or 0 where the map has none; `moved` are bins to be found in the next table; `missing` are
/// references to nodes that the heap does not hold, which are no entries. Not `whole`: it ran out of steps,
/// and `entries` are those seen until then.
public record Walked(
        long entries, long longest, long stale, long inTree, long misplaced, long moved, long missing, boolean whole) {
    public static final Walked NOTHING = new Walked(0, 0, 0, 0, 0, 0, 0, true);

    /// A map without chains, and without anything special.
    public static Walked plain(long entries, long longest) {
        return new Walked(entries, longest, 0, 0, 0, 0, 0, true);
    }

    /// Whether there is more to say than entries and the longest chain.
    public boolean special() {
        return !whole || stale + inTree + misplaced + moved + missing > 0;
    }

    public Walked plus(Walked other) {
        return new Walked(
                entries + other.entries,
                Math.max(longest, other.longest),
                stale + other.stale,
                inTree + other.inTree,
                misplaced + other.misplaced,
                moved + other.moved,
                missing + other.missing,
                whole && other.whole);
    }
}
