package io.maphealth.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShapesTest {
    static Stream<Shape> healthy() {
        return Shapes.healthy().stream();
    }

    static Stream<Shape> sick() {
        return Shapes.sick().stream();
    }

    @ParameterizedTest
    @MethodSource("healthy")
    void isSilentAboutHealthyMaps(Shape shape) {
        assertThat(ShapeRuns.of(shape))
                .allSatisfy(run -> assertThat(run.firstRounds()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("sick")
    void findsSickMapsInTimeAndNothingElse(Shape shape) {
        assertThat(ShapeRuns.of(shape)).allSatisfy(run -> {
            assertThat(shape.expected())
                    .allSatisfy(kind -> assertThat(run.firstRounds())
                            .extractingByKey(kind)
                            .satisfies(round -> assertThat(round).isLessThanOrEqualTo(shape.within())));
            assertThat(run.firstRounds().keySet()).noneMatch(run::falselyFound);
        });
    }
}
