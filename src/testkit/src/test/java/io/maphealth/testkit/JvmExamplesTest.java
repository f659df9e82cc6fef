package io.maphealth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JvmExamplesTest {
    static List<Jdk> jdks() {
        return Jdks.installed(17, 25);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theLeakingShopHasItsThreeFaults(Jdk jdk) {
        try (RunningProgram shop = JavaProgram.example(jdk, "jvm-leak").start("shop.Shop", "console", "logins=2000")) {
            long early = shop.ask("truth", "sessions.size");
            shop.awaitGrowth("sessions.size", early);
            shop.ask("pause");

            long drift = shop.ask("truth", "visitors.size") - shop.ask("truth", "visitors.iterated");
            assertThat(Math.abs(drift)).isGreaterThanOrEqualTo(100);
            assertThat(shop.ask("truth", "sessions.size")).isEqualTo(shop.ask("truth", "sessions.iterated"));
            assertThat(shop.ask("truth", "reservations.size")).isEqualTo(12);
            assertThat(shop.ask("truth", "reservations.capacity")).isEqualTo(1 << 20);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theHealthyShopHasNone(Jdk jdk) {
        try (RunningProgram shop = JavaProgram.example(jdk, "jvm-healthy").start("shop.Shop", "console")) {
            shop.ask("pause");

            assertThat(shop.ask("truth", "visitors.size"))
                    .isEqualTo(20_000)
                    .isEqualTo(shop.ask("truth", "visitors.iterated"));
            assertThat(shop.ask("truth", "sessions.size"))
                    .isEqualTo(20_000)
                    .isEqualTo(shop.ask("truth", "sessions.iterated"));
            assertThat(shop.ask("truth", "reservations.capacity")).isLessThanOrEqualTo(32);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aClosedProgramIsGone(Jdk jdk) {
        RunningProgram shop = JavaProgram.example(jdk, "jvm-healthy").start("shop.Shop");
        shop.close();

        assertThat(shop.alive()).isFalse();
        assertThat(ProcessHandle.of(shop.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    }
}
