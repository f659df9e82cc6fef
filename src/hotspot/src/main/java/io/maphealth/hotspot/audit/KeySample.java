package io.maphealth.hotspot.audit;

import io.maphealth.core.history.KeyPrints;
import io.maphealth.javamaps.BinRule;
import io.maphealth.javamaps.MapLayout.BinTable;
import io.maphealth.process.Window;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the hashes of some of a map's keys: of those in every so many-th bin. For one thread.
final class KeySample {
    /// Of how many bins, when nothing is known of the map.
    private static final int BINS = 64;

    /// As a power of two: how often a table may double before fewer of its bins are read.
    private static final int MOST_TIMES_LONGER = 4;
    /// Of a node; what it is looked at for lies within.
    private static final int NODE_BYTES = 96;

    private static final int LAST_OFFSET = NODE_BYTES - Long.BYTES;

    private static final int MOST = 16 * FollowedKeys.MOST_KEYS;

    private final LiveJvm jvm;
    private final Plan plan;
    private final Window bin = new Window(Long.BYTES);
    private final Window object = new Window(NODE_BYTES);
    private final long[] hashes = new long[MOST];
    private int size;

    KeySample(LiveJvm jvm, Plan plan) {
        this.jvm = jvm;
        this.plan = plan;
    }

    /// How thin the first sample of a table is, and how thin a later one at least is, so that none takes too long.
    static int thinning(long tableLength, boolean first) {
        int of64Bins = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros((tableLength / BINS) | 1));
        return first ? of64Bins : Math.max(0, of64Bins - MOST_TIMES_LONGER);
    }

    /// Empty for a map whose nodes keep no hashes, that is about to grow, that was moved meanwhile, or of which there
    /// would be too many.
    Optional<KeyPrints> of(FoundMap map, long tableLength, int thinning) {
        boolean follows = map.kind().layout() instanceof BinTable table
                && table.bins() == BinRule.LOW_BITS
                && map.nextTable() == 0
                && tableLength >>> thinning > 0;
        size = 0;
        long first = map.entrance() + jvm.firstElement();
        int width = jvm.references().bytes();
        boolean whole = follows;
        for (long number = 0; whole && number < tableLength; number += 1L << thinning) {
            long at = first + number * width;
            whole = bin.load(jvm.memory(), at, width) && chain(jvm.references().at(bin, at));
        }
        return whole ? Optional.of(new KeyPrints(Arrays.copyOf(hashes, size), thinning)) : Optional.empty();
    }

    /// Takes the hashes of a chain; false where there is something else than nodes.
    private boolean chain(long first) {
        long node = first;
        for (int hops = 0; node != 0; hops++) {
            if (hops == MOST || size == MOST || !(kindOf(node) instanceof NodeKind.Link link) || !reaches(link)) {
                return false;
            }
            if (link.hash() >= 0) {
                hashes[size++] = object.intAt(node + link.hash());
            }
            node = jvm.references().at(object, node + link.next());
        }
        return true;
    }

    private static boolean reaches(NodeKind.Link link) {
        return link.next() >= 0 && link.next() <= LAST_OFFSET && link.hash() <= LAST_OFFSET;
    }

    /// The kind of the node at an address, which is then covered.
    private @Nullable NodeKind kindOf(long node) {
        if (!object.load(jvm.memory(), node, NODE_BYTES)) {
            return null;
        }
        int classNumber = jvm.classes().of(jvm.headers().klassAt(object, node));
        return classNumber < 0 ? null : plan.node(classNumber);
    }
}
