package io.maphealth.operator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JoinedWritesTest {
    private static final int PODS = 50;

    private final List<Set<String>> written = new CopyOnWriteArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final JoinedWrites<String, Integer> writes = new JoinedWrites<>(this::slowly);

    @Test
    void whatComesDuringAWriteGoesTogetherIntoTheNext() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = startOneAndThenTheOthers(threads);
            first.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        }

        assertThat(written).hasSize(2);
        assertThat(written.getFirst()).containsExactly("pod-0");
        assertThat(written.getLast()).hasSize(PODS - 1);
    }

    @Test
    void allOfAWriteThatFailsAreToldAndTheNextGoesOn() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> failing = threads.submit(() -> writes.write("shop", "broken", 1));
            await().until(() -> written.size() == 1);
            first.countDown();

            assertThatThrownBy(failing::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
        }

        writes.write("shop", "pod", 2);
        assertThat(written).containsExactly(Set.of("broken"), Set.of("pod"));
    }

    private List<Future<?>> startOneAndThenTheOthers(ExecutorService threads) {
        Future<?> one = threads.submit(() -> writes.write("shop", "pod-0", 0));
        await().until(() -> written.size() == 1);
        List<Future<?>> all = new CopyOnWriteArrayList<>(List.of(one));
        CountDownLatch started = new CountDownLatch(PODS - 1);
        IntStream.range(1, PODS)
                .forEach(pod -> all.add(threads.submit(() -> {
                    started.countDown();
                    writes.write("shop", "pod-" + pod, pod);
                })));
        await().until(() -> started.getCount() == 0);
        return all;
    }

    private void slowly(String object, Map<String, Integer> parts) {
        written.add(Set.copyOf(parts.keySet()));
        try {
            first.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (parts.containsKey("broken")) {
            throw new IllegalStateException(object + " is broken");
        }
    }
}
