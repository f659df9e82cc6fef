package io.maphealth.javamaps;

/// What a walk of one map found.
///
/// `entries` are all it came by, `stale` and `inTree` those of them that are; `longest` is the longest chain, or 0
/// where
/// the map has none; `moved` are bins to be found in the next table. Not `whole`: it met a cycle or ran out of steps,
/// and
/// `entries` are those seen until then, each once.
public record Walked(long entries, long longest, long stale, long inTree, long moved, boolean whole) {
    public static final Walked NOTHING = new Walked(0, 0, 0, 0, 0, true);

    public Walked plus(Walked other) {
        return new Walked(
                entries + other.entries,
                Math.max(longest, other.longest),
                stale + other.stale,
                inTree + other.inTree,
                moved + other.moved,
                whole && other.whole);
    }
}
