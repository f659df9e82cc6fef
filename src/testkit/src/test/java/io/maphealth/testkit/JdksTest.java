package io.maphealth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JdksTest {
    @Test
    void theJdkThatRunsTheTestsIsAlwaysFound() {
        Jdk current = Jdks.current();

        assertThat(Jdks.find(current.feature())).contains(current);
        assertThat(Jdks.installed(current.feature())).containsExactly(current);
    }

    @Test
    void aJdkThatIsNotThereIsNotFound() {
        assertThat(Jdks.find(7)).isEmpty();
    }
}
