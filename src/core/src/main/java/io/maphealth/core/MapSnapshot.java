package io.maphealth.core;

import java.util.Optional;
import java.util.OptionalLong;

/// One map at one moment, as a source found it. What the source cannot know is absent, never 0.
///
/// `id` is an address or another name that holds within one run of the target; `kind` is the layout (`go-swiss`,
/// `java.util.HashMap`); `count` is what the map reports of itself, `iterated` what walking its memory found;
/// `capacity` is in slots or bins; `heldBytes` are the bytes the map holds beside its keys and values, `neededBytes`
/// what the smallest table for its entries would take by the run-time's own growth rule; `longestProbe` is its longest
/// chain or probe and `allowedProbe` what a fair hash gives at that size; `stopped` says that the target stood still
/// while this map was walked; `path` is one way from a root to it, as a person would say it
/// (`com.acme.Registry.INSTANCE.sessions`).
public record MapSnapshot(
        String id,
        Site site,
        String kind,
        OptionalLong count,
        OptionalLong iterated,
        OptionalLong capacity,
        OptionalLong tombstones,
        long heldBytes,
        OptionalLong neededBytes,
        OptionalLong longestProbe,
        OptionalLong allowedProbe,
        Optional<Growth> growth,
        PeakEvidence peakEvidence,
        Contract contract,
        boolean stopped,
        Optional<String> path) {
    /// Tables of buckets, each of which a search goes through whole: a deleted slot there costs it nothing.
    public static final String BUCKETS_OF_GO = "go-buckets";

    private static final double SUSPICIOUS_TOMBSTONES = 0.25;

    /// `count - iterated`; positive when the map says more than it holds.
    public OptionalLong drift() {
        return count.isPresent() && iterated.isPresent()
                ? OptionalLong.of(count.getAsLong() - iterated.getAsLong())
                : OptionalLong.empty();
    }

    /// `heldBytes - neededBytes`, never below 0.
    public OptionalLong ghostBytes() {
        return neededBytes.isPresent()
                ? OptionalLong.of(Math.max(0, heldBytes - neededBytes.getAsLong()))
                : OptionalLong.empty();
    }

    public boolean drifted() {
        return drift().isPresent() && Math.abs(drift().getAsLong()) > Drift.allowed(count.getAsLong());
    }

    public boolean collides() {
        return longestProbe.isPresent()
                && allowedProbe.isPresent()
                && longestProbe.getAsLong() > allowedProbe.getAsLong();
    }

    /// Whether a detector may want to see this map whatever its size.
    public boolean suspect() {
        return drifted() || collides() || growth.isPresent() || contract.broken() > 0;
    }

    /// Whether a detector should see this map whatever its size: its contents, keys, table or growth look wrong.
    public boolean suspicious() {
        return suspect() || tombstonesAreMany();
    }

    /// Deleted slots that make searches longer.
    public long obstacles() {
        return kind.equals(BUCKETS_OF_GO) ? 0 : tombstones.orElse(0);
    }

    private boolean tombstonesAreMany() {
        return obstacles() > 0 && capacity.isPresent() && obstacles() >= SUSPICIOUS_TOMBSTONES * capacity.getAsLong();
    }

    /// The same map, reached by a path.
    public MapSnapshot with(String path) {
        return new MapSnapshot(
                id,
                site,
                kind,
                count,
                iterated,
                capacity,
                tombstones,
                heldBytes,
                neededBytes,
                longestProbe,
                allowedProbe,
                growth,
                peakEvidence,
                contract,
                stopped,
                Optional.of(path));
    }

    public static Builder builder(String id, Site site, String kind) {
        return new Builder(id, site, kind);
    }

    /// Collects what a reader finds out of one map, step by step.
    public static final class Builder {
        private final String id;
        private final Site site;
        private final String kind;
        private OptionalLong count = OptionalLong.empty();
        private OptionalLong iterated = OptionalLong.empty();
        private OptionalLong capacity = OptionalLong.empty();
        private OptionalLong tombstones = OptionalLong.empty();
        private long heldBytes;
        private OptionalLong neededBytes = OptionalLong.empty();
        private OptionalLong longestProbe = OptionalLong.empty();
        private OptionalLong allowedProbe = OptionalLong.empty();
        private Optional<Growth> growth = Optional.empty();
        private PeakEvidence peakEvidence = PeakEvidence.NONE;
        private Contract contract = Contract.UNKNOWN;
        private boolean stopped;

        private Builder(String id, Site site, String kind) {
            this.id = id;
            this.site = site;
            this.kind = kind;
        }

        public Builder count(long count) {
            this.count = OptionalLong.of(count);
            return this;
        }

        public Builder iterated(long iterated) {
            this.iterated = OptionalLong.of(iterated);
            return this;
        }

        public Builder capacity(long capacity) {
            this.capacity = OptionalLong.of(capacity);
            return this;
        }

        public Builder tombstones(long tombstones) {
            this.tombstones = OptionalLong.of(tombstones);
            return this;
        }

        public Builder heldBytes(long heldBytes) {
            this.heldBytes = heldBytes;
            return this;
        }

        public Builder neededBytes(long neededBytes) {
            this.neededBytes = OptionalLong.of(neededBytes);
            return this;
        }

        public Builder probe(long longest, long allowed) {
            this.longestProbe = OptionalLong.of(longest);
            this.allowedProbe = OptionalLong.of(allowed);
            return this;
        }

        public Builder growth(Growth growth) {
            this.growth = Optional.of(growth);
            return this;
        }

        public Builder peakEvidence(PeakEvidence peakEvidence) {
            this.peakEvidence = peakEvidence;
            return this;
        }

        public Builder contract(Contract contract) {
            this.contract = contract;
            return this;
        }

        public Builder stopped(boolean stopped) {
            this.stopped = stopped;
            return this;
        }

        public MapSnapshot build() {
            return new MapSnapshot(
                    id,
                    site,
                    kind,
                    count,
                    iterated,
                    capacity,
                    tombstones,
                    heldBytes,
                    neededBytes,
                    longestProbe,
                    allowedProbe,
                    growth,
                    peakEvidence,
                    contract,
                    stopped,
                    Optional.empty());
        }
    }
}
