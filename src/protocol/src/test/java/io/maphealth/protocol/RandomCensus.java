package io.maphealth.protocol;

import io.maphealth.core.CensusBuilder;
import io.maphealth.core.Contract;
import io.maphealth.core.GcCycles;
import io.maphealth.core.Growth;
import io.maphealth.core.HeapLayout;
import io.maphealth.core.HeapLayout.Known;
import io.maphealth.core.MapSnapshot;
import io.maphealth.core.PeakEvidence;
import io.maphealth.core.Site;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// Makes up censuses: any figure may be unknown, any name may hold any character.
record RandomCensus(SplittableRandom random) {
    private static final String[] HOSTILE = {
        "\"", "\\", "\n", "\u0000", "é", "日本", "😀", "\ud800", "</script>", "\u2028", " "
    };

    CensusDocument next() {
        CensusBuilder builder = new CensusBuilder(target(), 0);
        int maps = random.nextInt(40);
        for (int index = 0; index < maps; index++) {
            builder.add(map("0x" + Integer.toHexString(index)));
        }
        if (random.nextBoolean()) {
            builder.incomplete(name());
        }
        if (random.nextBoolean()) {
            builder.gc(new GcCycles(
                    amount(),
                    random.nextBoolean() ? Optional.of(TestingCensuses.NOON) : Optional.empty(),
                    random.nextBoolean() ? Optional.of(Duration.ofMillis(amount())) : Optional.empty()));
        }
        if (random.nextBoolean()) {
            builder.heapLayout(new HeapLayout(
                    Known.assumed(random.nextBoolean()),
                    Known.measured(random.nextBoolean()),
                    Known.measured(8 << random.nextInt(6))));
        }
        return new CensusDocument(
                builder.build(TestingCensuses.NOON, Duration.ofMillis(amount())), TestingCensuses.findings());
    }

    private Target target() {
        return new Target(
                one(TargetRuntime.values()),
                random.nextBoolean() ? Optional.of(name()) : Optional.empty(),
                one(SourceKind.values()),
                random.nextBoolean() ? OptionalLong.of(amount()) : OptionalLong.empty(),
                name());
    }

    private MapSnapshot map(String id) {
        Site site = random.nextBoolean() ? Site.of(name()) : Site.of(name(), name());
        MapSnapshot.Builder map = MapSnapshot.builder(id, site, name()).heldBytes(amount());
        if (random.nextBoolean()) {
            map.count(amount() - 5).iterated(amount());
        }
        if (random.nextBoolean()) {
            map.capacity(amount()).tombstones(amount()).neededBytes(amount()).probe(amount(), amount());
        }
        if (random.nextInt(4) == 0) {
            map.growth(new Growth(amount(), amount()));
        }
        if (random.nextInt(4) == 0) {
            map.contract(new Contract(figure(), figure(), figure(), figure(), figure(), figure()));
        }
        return map.peakEvidence(one(PeakEvidence.values())).build();
    }

    private OptionalLong figure() {
        return random.nextBoolean() ? OptionalLong.of(amount()) : OptionalLong.empty();
    }

    /// Mostly small, now and then very large; a sum of forty of them never overflows.
    private long amount() {
        return random.nextLong(1L << random.nextInt(1, 56));
    }

    private String name() {
        StringBuilder name = new StringBuilder();
        for (int part = random.nextInt(1, 5); part > 0; part--) {
            name.append(random.nextInt(3) == 0 ? HOSTILE[random.nextInt(HOSTILE.length)] : "name" + random.nextInt(9));
        }
        return name.toString();
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
