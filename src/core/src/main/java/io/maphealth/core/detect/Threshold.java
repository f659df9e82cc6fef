package io.maphealth.core.detect;

/// Every number that decides whether something is a finding: its default, its range and what it means.
///
/// The names are those of the sidecar's environment, without prefix; the meanings are a column of the reference page.
public enum Threshold {
    DRIFT_ROUNDS(2, new Range(1, 10), "rounds", "A map's count and contents must disagree in so many rounds in a row."),
    GHOST_LEAST_BYTES(
            1 << 20, new Range(4096, 1e15), "bytes", "Less ghost memory than this in a site is never a finding."),
    GHOST_LEAST_LIMIT_PERCENT(
            2,
            new Range(0, 100),
            "% of the memory limit",
            "Less ghost memory than this is no finding where a limit is known."),
    GHOST_HELD_PER_NEEDED(
            4, new Range(1.5, 1000), "times", "A site must hold more than so many times what its entries need."),
    GHOST_ROUNDS(3, new Range(1, 10), "rounds", "Ghost memory must be there in so many rounds in a row."),
    GHOST_PRESIZED_ROUNDS(
            10,
            new Range(1, 10),
            "rounds",
            "An over-sized table that shows no sign of earlier entries must not have gained any for so many rounds."),
    LEAK_WARMUP_ROUNDS(10, new Range(0, 1000), "rounds", "The first rounds of a site, which no leak rule looks at."),
    LEAK_BAND_PERCENT(
            3, new Range(0, 50), "%", "A site that stays within this band around its mean over a window is healthy."),
    LEAK_SURVIVAL_PERCENT(
            97,
            new Range(0, 100),
            "%",
            "Where earlier keys can be followed, so many must still be there from round to round."),
    LEAK_LEAST_ENTRIES(20, new Range(1, 1e12), "entries", "What a site must gain over a window, in entries or maps."),
    LEAK_LEAST_BYTES(
            1 << 20,
            new Range(4096, 1e15),
            "bytes",
            "What a site must gain where the source knows only sampled bytes."),
    LEAK_INSTANCES_PERCENT_PER_MINUTE(
            20,
            new Range(1, 10_000),
            "% a minute",
            "A site whose number of maps grows faster than this leaks instances."),
    LEAK_INSTANCES_ROUNDS(
            3, new Range(2, 10), "rounds", "The number of maps must grow that fast in so many rounds in a row."),
    LEAK_INSTANCES_LEAST(100, new Range(2, 1e12), "maps", "Fewer maps than this are never an instance leak."),
    LEAK_CRITICAL_MINUTES(
            60,
            new Range(1, 1e6),
            "minutes",
            "A confident leak that reaches the memory limit before this is critical."),
    LEAK_WARNING_HOURS(
            24,
            new Range(1, 1e5),
            "hours",
            "A leak that reaches the memory limit before this is a warning, however unsure."),
    RESIDENCY_GC_CYCLES(3, new Range(1, 1000), "GC cycles", "Ghost memory must have survived so many collections."),
    COLLISION_LEAST_ENTRIES(64, new Range(8, 1e12), "entries", "Chains of smaller maps are not judged."),
    COLLISION_ROUNDS(2, new Range(1, 10), "rounds", "A chain must be too long in so many rounds in a row."),
    STALLED_ROUNDS(5, new Range(1, 100), "rounds", "A growth must have moved nothing for so many rounds in a row."),
    STALLED_LEAST_BYTES(65_536, new Range(0, 1e15), "bytes", "A stalled growth of a smaller map is never a finding."),
    CONTRACT_ROUNDS(2, new Range(1, 10), "rounds", "A contract must be broken in so many rounds in a row."),
    TOMBSTONES_PERCENT(50, new Range(25, 100), "% of the slots", "A table with so many tombstones is full of them."),
    TOMBSTONES_LEAST(1024, new Range(1, 1e12), "tombstones", "Fewer tombstones than this are never a finding.");

    private final double standard;
    private final double least;
    private final double most;
    private final String unit;
    private final String meaning;

    Threshold(double standard, Range range, String unit, String meaning) {
        this.standard = standard;
        this.least = range.least;
        this.most = range.most;
        this.unit = unit;
        this.meaning = meaning;
    }

    /// What counts when nothing else is configured.
    public double standard() {
        return standard;
    }

    /// The values that are accepted.
    public Range range() {
        return new Range(least, most);
    }

    public String unit() {
        return unit;
    }

    /// One sentence for the reference pages.
    public String meaning() {
        return meaning;
    }

    /// From the least to the most, both included.
    public record Range(double least, double most) {
        public boolean holds(double value) {
            return value >= least && value <= most;
        }
    }
}
