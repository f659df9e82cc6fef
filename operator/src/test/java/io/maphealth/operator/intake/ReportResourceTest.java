package io.maphealth.operator.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.maphealth.operator.workload.KnownHealths;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How much the intake takes on. Nothing here comes as far as the API server.
class ReportResourceTest {
    private static final int AT_ONCE = 32;

    private final Passes passes = new Passes(() -> new byte[32]);
    private final KubernetesClient nowhere = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder().withMasterUrl("http://127.0.0.1:1").build())
            .build();
    private final KnownHealths healths = KnownHealths.start(nowhere);
    private final Intake intake = Intake.of(nowhere, passes, healths, new ObjectMapper());
    private final ReportResource resource = new ReportResource(intake, new SimpleMeterRegistry());
    private final SlowBody slow = new SlowBody();

    @AfterEach
    void close() {
        healths.close();
        nowhere.close();
    }

    @Test
    void takesSoManyAtOnceAndTellsTheOthersToComeAgain() throws Exception {
        var taken = IntStream.range(0, AT_ONCE)
                .mapToObj(pod -> begun(() -> resource.take(bearer("pod-" + pod), slow)))
                .toList();
        await().until(() -> slow.asked.get() == AT_ONCE);

        assertThat(told(resource.take(bearer("one-more"), slow))).isEqualTo("503 too many reports at once");

        slow.end.countDown();
        for (FutureTask<Response> one : taken) {
            assertThat(one.get().getStatus()).as("an empty report").isEqualTo(400);
        }
        assertThat(resource.take(bearer("one-more"), slow).getStatus()).isEqualTo(400);
    }

    @Test
    void takesOneReportOfAPodAtATime() throws Exception {
        FutureTask<Response> first = begun(() -> resource.take(bearer("pod"), slow));
        await().until(() -> slow.asked.get() == 1);

        assertThat(told(resource.take(bearer("pod"), slow))).isEqualTo("429 another report of this pod is being taken");

        slow.end.countDown();
        assertThat(first.get().getStatus()).isEqualTo(400);
        assertThat(resource.take(bearer("pod"), slow).getStatus()).isEqualTo(400);
    }

    @Test
    void readsNoFurtherThanAReportMayBeLong() throws Exception {
        EndlessBody endless = new EndlessBody();

        Response answer = resource.take(bearer("pod"), endless);

        assertThat(told(answer)).startsWith("400 shop/pod: ").doesNotContain("\n");
        assertThat(endless.read.get()).isBetween(1L << 20, 2L << 20);
    }

    @Test
    void readsNothingOfWhoHasNoToken() throws Exception {
        assertThat(told(resource.take(null, slow))).isEqualTo("401 no token, or one that is too long");
        assertThat(told(resource.take("Basic YTpi", slow))).isEqualTo("401 no token, or one that is too long");
        assertThat(slow.asked.get()).isZero();
    }

    private String bearer(String pod) {
        return "Bearer " + passes.issue("shop", pod, "uid of " + pod);
    }

    private static String told(Response answer) {
        return answer.getStatus() + " " + answer.getEntity();
    }

    private static FutureTask<Response> begun(Callable<Response> request) {
        FutureTask<Response> task = new FutureTask<>(request);
        Thread.ofVirtual().start(task);
        return task;
    }

    /// Of which nothing comes before its end.
    private static final class SlowBody extends InputStream {
        private final AtomicLong asked = new AtomicLong();
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public int read() {
            asked.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            return read();
        }
    }

    /// One array that does not end.
    private static final class EndlessBody extends InputStream {
        private static final byte[] START = "{\"findings\":[".getBytes(StandardCharsets.US_ASCII);
        private final AtomicLong read = new AtomicLong();

        @Override
        public int read() {
            long at = read.getAndIncrement();
            return at < START.length ? START[(int) at] : ' ';
        }

        @Override
        public int read(byte[] into, int from, int length) {
            for (int i = 0; i < length; i++) {
                into[from + i] = (byte) read();
            }
            return length;
        }
    }
}
