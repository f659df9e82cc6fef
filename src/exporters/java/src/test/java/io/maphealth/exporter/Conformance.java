package io.maphealth.exporter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// Registers the maps that the exporters of all languages are compared by, serves them, says where, and ends with its
/// standard input.
final class Conformance {
    private final Map<String, Integer> sessions = filled(1000);
    private final Map<String, Integer> drained = filled(20_000);
    private final List<Map<Integer, Integer>> carts = new ArrayList<>();

    private Conformance() {}

    public static void main(String[] arguments) throws IOException {
        MapRegistry registry = new MapRegistry("shop", Limits.DEFAULT);
        Conformance shop = new Conformance();
        shop.register(registry);
        if (List.of(arguments).contains("broken")) {
            registry.watch("shop.broken", new Visited("Broken", OptionalLong::empty, () -> {
                throw new IllegalStateException("walked while broken");
            }));
        }
        try (MapsServer server = MapsServer.start(registry, 0)) {
            System.out.println("READY url=" + server.url());
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
        shop.carts.clear();
    }

    private void register(MapRegistry registry) {
        registry.watch("shop.sessions", sessions);
        registry.watch("shop.drained", drained);
        registry.census(); // sees drained at its highest, as a sidecar would
        IntStream.range(10, 20_000).forEach(i -> drained.remove("key-" + i));
        for (int i = 0; i < 3; i++) {
            Map<Integer, Integer> cart = new HashMap<>(Map.of(1, 1));
            carts.add(cart);
            registry.watch("shop.carts", cart);
        }
        registry.watch(
                "shop.lying",
                new Visited(
                        "Lying",
                        () -> OptionalLong.of(30),
                        () -> IntStream.range(0, 10).boxed().toList().spliterator()));
    }

    private static Map<String, Integer> filled(int entries) {
        Map<String, Integer> map = new HashMap<>();
        for (int i = 0; i < entries; i++) {
            map.put("key-" + i, i);
        }
        return map;
    }
}
