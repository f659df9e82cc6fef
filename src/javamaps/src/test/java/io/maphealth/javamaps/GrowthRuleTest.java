package io.maphealth.javamaps;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
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
        for (int entries = 1; entries <= 2_000; entries++) {
            map.put(entries, entries);
            assertThat((long) Array.getLength(table.get(map)) / stride)
                    .as("%s with %d entries", map.getClass(), entries)
                    .isEqualTo(rule.capacityFor(entries));
        }
    }
}
