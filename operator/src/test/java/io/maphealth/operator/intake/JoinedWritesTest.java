package io.maphealth.operator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JoinedWritesTest {
    private static final int PODS = 50;

    private final List<Set<String>> written = new CopyOnWriteArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final JoinedWrites<String, Runnable> writes = new JoinedWrites<>(this::slowly);

    @Test
    void whatComesDuringAWriteGoesTogetherIntoTheNext() throws Exception {
        for (FutureTask<?> task : oneUnderWayAndThenTheOthers(JoinedWritesTest::sound)) {
            task.get();
        }

        assertThat(written).hasSize(2);
        assertThat(written.getFirst()).containsExactly("pod-0");
        assertThat(written.getLast()).hasSize(PODS - 1);
    }

    @Test
    void allOfAWriteThatFailsAreToldAndTheNextGoesOn() throws Exception {
        allAreTold(
                () -> {
                    throw new IllegalStateException("refused");
                },
                IllegalStateException.class);
    }

    @Test
    void allOfAWriteThatDiesAreToldAndTheNextGoesOn() throws Exception {
        allAreTold(
                () -> {
                    throw new StackOverflowError();
                },
                StackOverflowError.class);
    }

    private void allAreTold(Runnable broken, Class<? extends Throwable> failure) throws Exception {
        List<FutureTask<?>> tasks = oneUnderWayAndThenTheOthers(broken);

        tasks.getFirst().get();
        for (FutureTask<?> joined : tasks.subList(1, PODS)) {
            assertThatThrownBy(joined::get).hasCauseInstanceOf(failure);
        }
        writes.write("shop", "pod", JoinedWritesTest::sound);
        assertThat(written).hasSize(3);
        assertThat(written.getLast()).containsExactly("pod");
    }

    /// @param last a part of the second write
    private List<FutureTask<?>> oneUnderWayAndThenTheOthers(Runnable last) {
        List<FutureTask<?>> tasks = IntStream.range(0, PODS)
                .<FutureTask<?>>mapToObj(pod -> writing("pod-" + pod, pod == PODS - 1 ? last : JoinedWritesTest::sound))
                .toList();
        Thread.ofVirtual().start(tasks.getFirst());
        await().until(() -> written.size() == 1);
        List<Thread> others = tasks.stream()
                .skip(1)
                .map(task -> Thread.ofVirtual().start(task))
                .toList();
        await().until(() -> others.stream().allMatch(it -> it.getState() == Thread.State.WAITING));
        first.countDown();
        return tasks;
    }

    private FutureTask<Boolean> writing(String name, Runnable part) {
        return new FutureTask<>(() -> writes.write("shop", name, part), true);
    }

    private static void sound() {
        // takes no time
    }

    private void slowly(String object, Map<String, Runnable> parts) {
        written.add(Set.copyOf(parts.keySet()));
        try {
            first.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        parts.values().forEach(Runnable::run);
    }
}
