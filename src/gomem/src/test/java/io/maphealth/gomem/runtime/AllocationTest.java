package io.maphealth.gomem.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.maphealth.process.LiveMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The oracle is the program, which knows what it keeps and what it let go of.
class AllocationTest {
    private static final int MANY = 50_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"local", "go1.25.3", "go1.24.9", "go1.23.12", "go1.22.12", "go1.21.13"})
    void holdsWhatTheLastCollectionKeptAndWhatCameSince(String version) throws Exception {
        try (Garbage garbage = Garbage.start(version, folder);
                LiveMemory memory =
                        LiveMemory.open(Path.of("/proc"), garbage.program().pid())) {
            assertThat(allocated(memory, garbage.kept())).isEqualTo(1_000);
            assertThat(allocated(memory, garbage.dropped())).isEqualTo(100_001);

            garbage.drop();
            assertThat(allocated(memory, garbage.dropped()))
                    .as("before a collection")
                    .isEqualTo(100_001);

            garbage.stopUnswept();
            assertThat(unswept(memory, garbage.dropped())).as("not swept yet").isGreaterThan(MANY);
            assertThat(allocated(memory, garbage.dropped())).isZero();
            assertThat(allocated(memory, garbage.kept())).isEqualTo(1_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "go1.23.12"})
    void isTheSameOnceAllIsSwept(String version) throws Exception {
        try (Garbage garbage = Garbage.start(version, folder);
                LiveMemory memory =
                        LiveMemory.open(Path.of("/proc"), garbage.program().pid())) {
            garbage.drop();
            garbage.collect();

            assertThat(allocated(memory, garbage.dropped())).isZero();
            assertThat(allocated(memory, garbage.kept())).isEqualTo(1_000);
        }
    }

    private static long allocated(LiveMemory memory, List<Long> headers) throws Exception {
        Spans spans = spans(memory);
        Allocation allocation = new Allocation(memory, spans);
        return count(headers, at -> spans.at(at) >= 0 && allocation.at(spans.at(at), at));
    }

    private static long unswept(LiveMemory memory, List<Long> headers) throws Exception {
        Spans spans = spans(memory);
        SpanDescriptor descriptor = new SpanDescriptor(memory, spans);
        return count(
                headers,
                at -> spans.at(at) >= 0
                        && descriptor.load(spans.at(at))
                        && descriptor.unswept(spans.sweepGeneration()));
    }

    private static long count(List<Long> headers, LongPredicate wanted) {
        return headers.stream().mapToLong(Long::longValue).filter(wanted).count();
    }

    private static Spans spans(LiveMemory memory) throws Exception {
        GoRuntime runtime = GoRuntime.of(memory);
        Spans spans = runtime.noSpans();
        runtime.readAgain(spans, memory);
        return spans;
    }
}
