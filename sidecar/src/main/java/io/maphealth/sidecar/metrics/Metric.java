package io.maphealth.sidecar.metrics;

/// Every metric of the sidecar, once: registration and the reference page both come from here.
enum Metric {
    SITE_MAPS(Type.GAUGE, "site.maps", "Maps of the site.", "source, site"),
    SITE_ENTRIES(
            Type.GAUGE,
            "site.entries",
            "Entries in the maps of the site: as the maps count them, and as walking their memory finds them.",
            "source, site, kind"),
    SITE_DRIFT_ENTRIES(
            Type.GAUGE, "site.drift.entries", "Entries counted minus entries found by walking.", "source, site"),
    SITE_HELD_BYTES(Type.GAUGE, "site.held.bytes", "Bytes that the maps of the site hold.", "source, site"),
    SITE_NEEDED_BYTES(
            Type.GAUGE,
            "site.needed.bytes",
            "Bytes that the smallest tables for the entries of the site would take.",
            "source, site"),
    SITE_LEAK_SCORE(Type.GAUGE, "site.leak.score", "How surely the site only ever grows, from 0 to 1.", "source, site"),
    SITES_DROPPED(
            Type.GAUGE,
            "sites.dropped",
            "Sites that were found but are not shown by name; they are added up under the site `other`.",
            ""),
    FINDING_ACTIVE(
            Type.GAUGE, "finding.active", "1 for each kind of finding at a site, while it lasts.", Labels.OF_FINDING),
    FINDING_DRIFT_ENTRIES(
            Type.GAUGE, "finding.drift.entries", "Entries by which the map's count is off.", Labels.OF_FINDING),
    FINDING_GHOST_BYTES(Type.GAUGE, "finding.ghost.bytes", "Bytes held that no entry needs.", Labels.OF_FINDING),
    FINDING_ENTRIES_PER_HOUR(Type.GAUGE, "finding.entries.per.hour", "Entries that the site gains.", Labels.OF_FINDING),
    FINDING_BYTES_PER_HOUR(Type.GAUGE, "finding.bytes.per.hour", "Bytes that the site gains.", Labels.OF_FINDING),
    FINDING_LIMIT_SECONDS(
            Type.GAUGE,
            "finding.limit.seconds",
            "Time until the memory limit is reached at this rate; absent where no limit is known.",
            Labels.OF_FINDING),
    FINDING_CHAIN_ENTRIES(Type.GAUGE, "finding.chain.entries", "Entries in the longest chain.", Labels.OF_FINDING),
    FINDING_STALLED_ROUNDS(
            Type.GAUGE, "finding.stalled.rounds", "Rounds in which a growth moved nothing.", Labels.OF_FINDING),
    FINDING_BROKEN_ENTRIES(
            Type.GAUGE,
            "finding.broken.entries",
            "Entries that cannot be found, dropped or let go, or deleted slots.",
            Labels.OF_FINDING),
    ROUNDS(Type.COUNTER, "rounds", "Rounds over the sources.", ""),
    ROUNDS_SKIPPED(Type.COUNTER, "rounds.skipped", "Rounds left out because an earlier one still ran.", ""),
    SOURCE_UP(Type.GAUGE, "source.up", "1 while the last look through the source succeeded, else 0.", "source"),
    SOURCE_FAILURES(Type.COUNTER, "source.failures", "Looks that failed.", "source, reason"),
    SOURCE_SECONDS(Type.TIMER, "source", "Time that looks took, failed ones included.", "source"),
    TARGET_PAUSE_SECONDS(Type.TIMER, "target.pause", "Time that the target stood still for looks at it.", "source"),
    TARGET_GC_CYCLES(
            Type.COUNTER, "target.gc.cycles", "Garbage collections of the target, as it counts them.", "source"),
    REPORTS(
            Type.COUNTER,
            "reports",
            "Reports to the operator: `taken` by it, `refused` by it for good, or `dropped` since they waited too long.",
            "outcome");

    /// How a metric is exposed.
    enum Type {
        GAUGE("gauge", ""),
        COUNTER("counter", "_total"),
        /// Count, sum and, as a gauge of its own, the largest of late.
        TIMER("summary", "_seconds");

        private final String label;
        private final String suffix;

        Type(String label, String suffix) {
            this.label = label;
            this.suffix = suffix;
        }

        String label() {
            return label;
        }
    }

    private static final class Labels {
        private static final String OF_FINDING = "source, finding, severity, site, team";
    }

    private final Type type;
    private final String name;
    private final String meaning;
    private final String labels;

    Metric(Type type, String name, String meaning, String labels) {
        this.type = type;
        this.name = "maphealth." + name;
        this.meaning = meaning;
        this.labels = labels;
    }

    Type type() {
        return type;
    }

    /// As registered; the registry adds what the type's suffix says.
    String registeredName() {
        return name;
    }

    /// As scraped.
    String exposedName() {
        return name.replace('.', '_') + type.suffix;
    }

    String meaning() {
        return meaning;
    }

    /// Separated by commas, in order.
    String labels() {
        return labels;
    }
}
