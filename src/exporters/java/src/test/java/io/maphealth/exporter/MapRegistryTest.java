package io.maphealth.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.Spliterators;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MapRegistryTest {
    private final MapRegistry registry = new MapRegistry("shop", Limits.DEFAULT);

    @Test
    void countsAndWalksEachKindOfMap() {
        Map<Integer, Integer> hash = filled(new HashMap<>(), 1000);
        Map<Integer, Integer> concurrent = filled(new ConcurrentHashMap<>(), 1000);
        Map<Integer, Integer> skipList = filled(new ConcurrentSkipListMap<>(), 1000);
        Map<Integer, Integer> guarded = filled(Collections.synchronizedMap(new HashMap<>()), 1000);
        registry.watch("hash", hash);
        registry.watch("concurrent", concurrent);
        registry.watch("skipList", skipList);
        registry.watch("guarded", guarded, Guard.ITSELF);
        assertThat(registry.census().maps())
                .hasSize(4)
                .allSatisfy(map -> assertThat(map.iterated()).hasValue(1000))
                .allSatisfy(map -> assertThat(map.drift()).hasValue(0));
        assertThat(List.of(hash, concurrent, skipList, guarded))
                .allSatisfy(map -> assertThat(map).hasSize(1000));
    }

    @Test
    void refusesToRegisterTwiceAndSaysWhatToDo() {
        Map<Integer, Integer> sessions = new HashMap<>();
        Registration registration = registry.watch("Store.sessions", sessions);
        assertThatThrownBy(() -> registry.watch("Store.sessions", sessions))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Store.sessions is already registered: close its first registration, or name another owner");
        registry.watch("Store.sessions", new HashMap<>()); // equal, but another map
        registration.close();
        registry.watch("Store.sessions", sessions);
        assertThatThrownBy(() -> registry.watch(" ", sessions)).hasMessageStartingWith("no owner");
    }

    @Test
    void neverKeepsAMapAlive() {
        registry.watch("Cart.items", filled(new HashMap<>(), 10));
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            System.gc();
            return registry.census().totals().maps() == 0;
        });
    }

    @Test
    void followsTheMapOfAHolderAndEndsWithIt() {
        Cart kept = new Cart();
        registry.watch("Cart.items", kept, cart -> cart.items, Guard.NONE);
        registry.watch("Cart.items", new Cart(), cart -> cart.items, Guard.NONE);
        kept.items = Map.of(1, 1, 2, 2);
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            System.gc();
            return registry.census().totals().maps() == 1;
        });
        assertThat(registry.census().maps().get(0).count()).hasValue(2);
        assertThat(kept.items).hasSize(2);
    }

    @Test
    void mapsOfOneOwnerAreOneSite() {
        Map<Integer, Integer> one = filled(new HashMap<>(), 1);
        Map<Integer, Integer> two = filled(new HashMap<>(), 2);
        registry.watch("Cart.items", one);
        registry.watch("Cart.items", two);
        Census census = registry.census();
        assertThat(census.sites()).hasSize(1);
        assertThat(census.sites().get(0).site()).isEqualTo("java.util.HashMap Cart.items");
        assertThat(census.sites().get(0).figures().count()).hasValue(one.size() + two.size());
    }

    @Test
    void findsPlantedDriftInSmallAndLargeMaps() {
        for (int size : new int[] {100, 50_000}) {
            Map<Integer, Integer> lying = new Lying(size);
            filled(lying, size);
            Registration registration = registry.watch("Store.lying", lying);
            MapEntry map = registry.census().maps().get(0);
            assertThat(map.drift()).hasValue(64);
            assertThat(map.drifted()).isTrue();
            registration.close();
            assertThat(lying).isNotNull();
        }
    }

    @Test
    void visitsAStructureByItsFunctions() {
        registry.watch("Lru", visited("Lru", () -> 30));
        registry.watch(
                "Trie",
                new Visited("Trie", OptionalLong::empty, () -> Set.of(1, 2).spliterator()));
        Census census = registry.census();
        assertThat(census.maps()).extracting(MapEntry::drift).contains(OptionalLong.of(20), OptionalLong.empty());
        assertThat(census.totals().count()).isEmpty();
        assertThat(census.totals().heldBytes()).isEmpty();
    }

    @Test
    void aPassingDifferenceDoesNotStand() {
        AtomicInteger asked = new AtomicInteger();
        registry.watch("Lru", visited("Lru", () -> asked.incrementAndGet() <= 2 ? 30 : 10));
        assertThat(registry.census().maps().get(0).drift()).hasValue(0);
    }

    @Test
    void aDifferenceThatIsAnotherEachTimeIsUnknownAndSaysWhy() {
        AtomicInteger asked = new AtomicInteger();
        registry.watch("Lru", visited("Lru", () -> 100 + asked.incrementAndGet() / 2 * 10));
        Census census = registry.census();
        assertThat(census.maps().get(0).iterated()).isEmpty();
        assertThat(census.maps().get(0).note())
                .hasValueSatisfying(note -> assertThat(note).contains("written while walked"));
        assertThat(census.incompleteReason()).isEmpty();
    }

    @Test
    void aMapThatThrowsSpoilsOnlyItsOwnFigures() {
        Map<Integer, Integer> broken = new Broken();
        Map<Integer, Integer> fine = filled(new HashMap<>(), 1);
        registry.watch("Store.broken", broken);
        registry.watch("Store.fine", fine);
        Census census = registry.census();
        assertThat(census.incompleteReason())
                .hasValue("Store.broken#1: thrown while walked: java.lang.UnsupportedOperationException: boom");
        assertThat(census.maps())
                .filteredOn(map -> map.owner().equals("Store.fine"))
                .singleElement()
                .satisfies(map -> assertThat(map.iterated()).hasValue(fine.size()));
        assertThat(broken).isNotNull();
    }

    @Test
    void aLockThatNeverComesCostsNoMoreThanThePatience() {
        MapRegistry impatient =
                new MapRegistry("shop", new Limits(Duration.ofSeconds(2), Duration.ofMillis(50), Duration.ZERO));
        ReentrantLock lock = new ReentrantLock();
        Map<Integer, Integer> stuck = filled(new HashMap<>(), 10);
        impatient.watch("Store.stuck", stuck, Guard.of(lock));
        lock.lock();
        try {
            assertThat(impatient.census().incompleteReason()).hasValue("Store.stuck#1: it did not come back in time");
            assertThat(impatient.census().incompleteReason().orElseThrow()).contains("earlier census");
        } finally {
            lock.unlock();
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> impatient.census().incompleteReason().isEmpty());
        assertThat(stuck).hasSize(10);
    }

    @Test
    void aHugeMapUsesUpItsBudgetAndNoMore() {
        MapRegistry hasty =
                new MapRegistry("shop", new Limits(Duration.ofMillis(5), Duration.ofSeconds(1), Duration.ZERO));
        Map<Integer, Integer> huge = filled(new HashMap<>(), 2_000_000);
        hasty.watch("Store.huge", huge);
        hasty.watch(
                "Endless",
                new Visited(
                        "Endless",
                        OptionalLong::empty,
                        () -> Spliterators.spliteratorUnknownSize(
                                IntStream.generate(() -> 1).iterator(), 0)));
        Census census = hasty.census();
        assertThat(census.incompleteReason()).isPresent();
        assertThat(census.maps())
                .filteredOn(map -> map.owner().equals("Store.huge"))
                .singleElement()
                .satisfies(map -> {
                    assertThat(map.count()).hasValue(huge.size());
                    assertThat(map.iterated()).isEmpty();
                });
    }

    static Map<Integer, Integer> filled(Map<Integer, Integer> map, int entries) {
        for (int i = 0; i < entries; i++) {
            map.put(i, i);
        }
        return map;
    }

    private static Visited visited(String type, LongSupplier count) {
        return new Visited(
                type,
                () -> OptionalLong.of(count.getAsLong()),
                () -> IntStream.range(0, 10).boxed().toList().spliterator());
    }

    private static final class Cart {
        private Map<Integer, Integer> items = Map.of(1, 1);
    }

    /// Counts 64 more than it holds, once it is filled.
    private static final class Lying extends HashMap<Integer, Integer> {
        private final int filled;

        Lying(int filled) {
            this.filled = filled;
        }

        @Override
        public int size() {
            return super.size() == filled ? filled + 64 : super.size();
        }
    }

    private static final class Broken extends AbstractMap<Integer, Integer> {
        @Override
        public int size() {
            return 3;
        }

        @Override
        public Set<Entry<Integer, Integer>> entrySet() {
            throw new UnsupportedOperationException("boom\nsecond line");
        }
    }
}
