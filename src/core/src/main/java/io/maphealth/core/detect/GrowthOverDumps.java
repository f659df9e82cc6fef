package io.maphealth.core.detect;

import io.maphealth.core.Finding.LeakShape;
import io.maphealth.core.SiteSnapshot;
import io.maphealth.core.history.Round;
import io.maphealth.core.history.SiteHistory;
import io.maphealth.core.history.Span;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Entries, or maps, that grow from each of a few dumps to the next: too few for a window, and each is taken at some
/// cost, so that what they show is told for what it is. Two are a hint, each more makes it surer.
final class GrowthOverDumps {
    private static final double TWO = 0.3;
    private static final double A_DUMP_MORE = 0.2;
    private static final double SUREST = 0.7;

    private GrowthOverDumps() {}

    static Optional<LeakSign> sign(SiteHistory site, Rules rules) {
        int rises = rises(site, rules);
        if (rises == 0) {
            return Optional.empty();
        }
        List<Round> dumps = site.window(Span.ROUNDS);
        if (dumps.getLast().site().heldBytes() <= dumps.getFirst().site().heldBytes()) {
            return Optional.empty();
        }
        LeakShape shape = grows(dumps, SiteSnapshot::maps, rules) ? LeakShape.INSTANCES : LeakShape.ENTRIES;
        return Optional.of(new LeakSign(shape, dumps, Math.min(SUREST, TWO + (rises - 1) * A_DUMP_MORE)));
    }

    /// How often entries grew from one dump to the next; 0 where they did not each time.
    static int rises(SiteHistory site, Rules rules) {
        if (!site.source().frozen()) {
            return 0;
        }
        List<Round> dumps = site.window(Span.ROUNDS);
        return dumps.size() > 1 && grows(dumps, SiteSnapshot::count, rules) ? dumps.size() - 1 : 0;
    }

    /// By more than a steady band each time, and by enough altogether.
    private static boolean grows(List<Round> dumps, Function<SiteSnapshot, OptionalLong> figure, Rules rules) {
        double band = 1 + 2 * rules.share(Threshold.LEAK_BAND_PERCENT);
        long first = value(dumps.getFirst(), figure);
        long was = first;
        for (Round dump : dumps.subList(1, dumps.size())) {
            long is = value(dump, figure);
            if (is <= was * band) {
                return false;
            }
            was = is;
        }
        return was - first >= rules.value(Threshold.LEAK_LEAST_ENTRIES);
    }

    private static long value(Round dump, Function<SiteSnapshot, OptionalLong> figure) {
        return figure.apply(dump.site()).orElse(0);
    }
}
