package io.maphealth.javamaps;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The oracle is the class itself, filled one by one.
@SuppressWarnings("JdkObsolete")
class GrowthRuleTest {
    static Stream<Arguments> classes() {
        return Stream.of(
                Arguments.of(new HashMap<>(), GrowthRule.DOUBLES_ABOVE_THREE_QUARTERS, 1),
                Arguments.of(new WeakHashMap<>(), GrowthRule.DOUBLES_ABOVE_THREE_QUARTERS, 1),
                Arguments.of(new ConcurrentHashMap<>(), GrowthRule.DOUBLES_AT_THREE_QUARTERS, 1),
                Arguments.of(new Hashtable<>(), GrowthRule.HASHTABLE, 1),
                Arguments.of(new IdentityHashMap<>(), GrowthRule.DOUBLES_ABOVE_TWO_THIRDS, 2));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void givesTheCapacityThatTheClassGivesItself(Map<Object, Object> map, GrowthRule rule, int stride)
            throws ReflectiveOperationException {
        Field table = map.getClass().getDeclaredField("table");
        table.setAccessible(true);
        // a weak map would lose keys that nobody else has
        List<Integer> keys = IntStream.rangeClosed(1, 2_000).boxed().toList();
        for (int entries : keys) {
            map.put(keys.get(entries - 1), entries);
            assertThat((long) Array.getLength(table.get(map)) / stride)
                    .as("%s with %d entries", map.getClass(), entries)
                    .isEqualTo(rule.capacityFor(entries));
        }
    }
}
