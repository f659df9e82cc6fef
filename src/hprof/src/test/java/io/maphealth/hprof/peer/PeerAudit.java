package io.maphealth.hprof.peer;

import io.maphealth.hprof.peer.Peer.Instance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What each map of a dump says of itself and what it holds, by another reader: written down plainly, as the JDK's own
/// code does it.
final class PeerAudit {
    private static final Map<String, Kind> KINDS = Map.of(
            "java.util.HashMap", new Kind(map -> map.number("size"), PeerAudit::chains),
            "java.util.WeakHashMap", new Kind(map -> map.number("size"), PeerAudit::chains),
            "java.util.Hashtable", new Kind(map -> map.number("count"), PeerAudit::chains),
            "java.util.TreeMap", new Kind(map -> map.number("size"), map -> tree(map.instance("root"))),
            "java.util.IdentityHashMap", new Kind(map -> map.number("size"), PeerAudit::keys),
            "java.util.concurrent.ConcurrentHashMap", new Kind(PeerAudit::sumCount, PeerAudit::bins));

    private PeerAudit() {}

    private record Kind(ToLongFunction<Instance> count, ToLongFunction<Instance> entries) {
        static Optional<Kind> of(Instance object) {
            return object.lineage().stream()
                    .flatMap(name -> Stream.ofNullable(KINDS.get(name)))
                    .findFirst();
        }
    }

    /// `count/entries` by the id of the map.
    static Map<String, String> of(Peer peer) {
        Map<String, Optional<Kind>> byClass = new HashMap<>();
        Map<String, String> maps = new TreeMap<>();
        peer.instances()
                .forEach(object -> byClass.computeIfAbsent(object.className(), _ -> Kind.of(object))
                        .ifPresent(kind -> maps.put(
                                "0x" + Long.toHexString(object.id()),
                                kind.count().applyAsLong(object) + "/"
                                        + kind.entries().applyAsLong(object))));
        return maps;
    }

    private static long chains(Instance map) {
        return map.elements("table").stream()
                .flatMap(Optional::stream)
                .mapToLong(PeerAudit::chain)
                .sum();
    }

    private static long chain(Instance first) {
        long entries = 0;
        for (Optional<Instance> node = Optional.of(first);
                node.isPresent();
                node = node.get().instance("next")) {
            entries++;
        }
        return entries;
    }

    private static long tree(Optional<Instance> entry) {
        return entry.map(at -> 1 + tree(at.instance("left")) + tree(at.instance("right")))
                .orElse(0L);
    }

    private static long keys(Instance map) {
        List<Optional<Instance>> table = map.elements("table");
        return IntStream.range(0, table.size() / 2)
                .filter(pair -> table.get(2 * pair).isPresent())
                .count();
    }

    private static long sumCount(Instance map) {
        return map.number("baseCount")
                + map.elements("counterCells").stream()
                        .flatMap(Optional::stream)
                        .mapToLong(cell -> cell.number("value"))
                        .sum();
    }

    /// A bin that has moved is in two bins of the next table.
    private static long bins(Instance map) {
        List<Optional<Instance>> table = map.elements("table");
        List<Optional<Instance>> next = table.stream()
                .flatMap(Optional::stream)
                .filter(PeerAudit::hasMoved)
                .findFirst()
                .map(moved -> moved.elements("nextTable"))
                .orElse(List.of());
        long entries = 0;
        for (int i = 0; i < table.size(); i++) {
            if (table.get(i).filter(PeerAudit::hasMoved).isPresent()) {
                entries += bin(next.get(i)) + bin(next.get(i + table.size()));
            } else {
                entries += bin(table.get(i));
            }
        }
        return entries;
    }

    private static boolean hasMoved(Instance bin) {
        return bin.className().endsWith("$ForwardingNode");
    }

    private static long bin(Optional<Instance> first) {
        if (first.isEmpty() || first.get().className().endsWith("$ReservationNode")) {
            return 0;
        }
        return first.get().className().endsWith("$TreeBin")
                ? first.get().instance("first").map(PeerAudit::chain).orElse(0L)
                : chain(first.get());
    }
}
