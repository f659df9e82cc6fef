package io.maphealth.sidecar.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.maphealth.core.SourceKind;
import io.maphealth.core.Target;
import io.maphealth.core.TargetRuntime;
import io.maphealth.sidecar.config.Credentials;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the endpoint does: one clear line in time, and the next look works.
@Timeout(60)
class HostileAnswersTest {
    private static final HttpLimits LIMITS = limits(Duration.ofSeconds(30));
    /// For answers that are to last longer.
    private static final HttpLimits SHORT_LIMITS = limits(Duration.ofSeconds(3));
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n";
    private static final String HEAD = OK + "Connection: close\r\n\r\n";

    private TestingServer server;

    HostileAnswersTest() throws IOException {
        server = new TestingServer(TestingPages.GOOD);
    }

    @BeforeEach
    void theEndpointIsGoodAtFirst() throws Exception {
        assertThat(pprof().look().sites()).hasSize(1);
    }

    @AfterEach
    void theNextLookWorks() throws Exception {
        server.answer(TestingPages.GOOD);
        assertThat(pprof().look().sites())
                .singleElement()
                .satisfies(site -> assertThat(site.site().name()).isEqualTo("map main.fill main.go:7"));
        server.close();
    }

    static Stream<Arguments> answers() {
        String page = TestingPages.HEAP;
        return Stream.of(
                Arguments.of(
                        "an HTML page",
                        TestingServer.ok("text/html", "<html>"),
                        FailureReason.UNREADABLE,
                        "answered text/html, expected text/plain: is the program running and net/http/pprof imported"),
                Arguments.of(
                        "an HTML page that says it is text",
                        TestingServer.ok("text/plain", "<html>\n"),
                        FailureReason.UNREADABLE,
                        "not a heap profile: line 1: expected \"heap profile: \", found \"<html>\""),
                Arguments.of(
                        "the compressed profile",
                        TestingServer.ok("application/octet-stream", "\u001f\u008b"),
                        FailureReason.UNREADABLE,
                        "answered application/octet-stream, expected text/plain"),
                Arguments.of(
                        "no content type",
                        TestingServer.raw("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + page),
                        FailureReason.UNREADABLE,
                        "answered no content type, expected text/plain"),
                Arguments.of(
                        "a gzip'ed page",
                        TestingServer.raw(OK + "Content-Encoding: gzip\r\nConnection: close\r\n\r\n\u001f\u008b"),
                        FailureReason.UNREADABLE,
                        "the answer is encoded (gzip), which was not asked for"),
                Arguments.of(
                        "not found",
                        head("404 Not Found", "Connection: close"),
                        FailureReason.UNREADABLE,
                        "answered 404: is the program running and net/http/pprof imported there? if its handlers are at"
                                + " another path"),
                Arguments.of(
                        "no right",
                        head("403 Forbidden", "Connection: close"),
                        FailureReason.DENIED,
                        "answered 403: give the bearer token or the user and password"),
                Arguments.of(
                        "a redirect",
                        head("302 Found", "Location: http://169.254.169.254/secret?a=b"),
                        FailureReason.UNREADABLE,
                        "answered 302: moved to http://169.254.169.254/secret, which is not followed"),
                Arguments.of(
                        "a truncated body",
                        TestingServer.raw(OK + "Content-Length: 100000\r\n\r\n" + page),
                        FailureReason.UNREADABLE,
                        "the answer broke off"),
                Arguments.of(
                        "half a page",
                        TestingServer.raw(HEAD + page.substring(0, page.length() / 2)),
                        FailureReason.UNREADABLE,
                        "not a heap profile: line "),
                Arguments.of(
                        "no page at all",
                        TestingServer.ok("text/plain", ""),
                        FailureReason.UNREADABLE,
                        "not a heap profile: line 1: the page ends"),
                Arguments.of(
                        "chunked garbage",
                        TestingServer.raw(OK + "Transfer-Encoding: chunked\r\n\r\n" + "zz\r\n"),
                        FailureReason.UNREADABLE,
                        "the answer broke off"),
                Arguments.of(
                        "no HTTP",
                        TestingServer.raw("SSH-2.0-OpenSSH_9.2\r\n"),
                        FailureReason.UNREADABLE,
                        "the answer is not HTTP"),
                Arguments.of("nothing", TestingServer.raw(""), FailureReason.UNREADABLE, "the answer broke off"),
                Arguments.of(
                        "an endless body",
                        (TestingServer.Answer) (_, out) -> endless(out),
                        FailureReason.TOO_LARGE,
                        "the answer has more than 1048576 bytes"),
                Arguments.of(
                        "a byte a second",
                        (TestingServer.Answer) (_, out) -> drip(out),
                        FailureReason.TIMEOUT,
                        "no complete answer in 3.0 s"),
                Arguments.of(
                        "no answer",
                        (TestingServer.Answer) (_, _) -> Thread.sleep(Duration.ofMinutes(1)),
                        FailureReason.TIMEOUT,
                        "no complete answer in 3.0 s"),
                Arguments.of(
                        "an endless header",
                        (TestingServer.Answer) (_, out) -> repeat(out, "HTTP/1.1 200 OK\r\n", "X-Pad: 0123456789\r\n"),
                        FailureReason.UNREADABLE,
                        "the answer broke off"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void areOneClearLine(String what, TestingServer.Answer answer, FailureReason reason, String message) {
        server.answer(answer);
        HttpLimits limits = reason == FailureReason.TIMEOUT ? SHORT_LIMITS : LIMITS;
        SourceUnavailableException failure = failure(pprof(server.url(""), limits));
        assertThat(failure)
                .as(what)
                .hasMessageStartingWith("GET " + server.url("/debug/pprof/heap") + ": " + message)
                .message()
                .hasLineCount(1)
                .hasSizeLessThan(400);
        assertThat(failure.reason()).isEqualTo(reason);
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        URI gone = server.url("");
        server.close();
        SourceUnavailableException failure = failure(pprof(gone));
        assertThat(failure).message().contains(": connection refused: is the program running");
        assertThat(failure.reason()).isEqualTo(FailureReason.UNREACHABLE);
        server = new TestingServer(TestingPages.GOOD);
    }

    @Test
    void saysThatAHostIsUnknown() {
        SourceUnavailableException failure = failure(pprof(URI.create("http://nowhere.invalid:6060")));
        assertThat(failure).message().startsWith("GET http://nowhere.invalid:6060/debug/pprof/heap: unknown host");
        assertThat(failure.reason()).isEqualTo(FailureReason.UNREACHABLE);
    }

    @Test
    void saysThatTheSymbolsAreNotThere() {
        server.answer((head, out) -> (head.startsWith("POST")
                        ? head("404 Not Found", "Connection: close")
                        : TestingPages.GOOD)
                .write(head, out));
        assertThat(failure(pprof()))
                .message()
                .isEqualTo(
                        "POST " + server.url("/debug/pprof/symbol") + ": answered 404: the handler pprof.Symbol must be"
                                + " beside the heap profile, it names the run-time's functions");
    }

    @Test
    void aThousandCorruptAnswersAreACensusOrOneLine() throws Exception {
        SplittableRandom random = new SplittableRandom(20261121);
        int refused = 0;
        for (int round = 0; round < 1000; round++) {
            byte[] bytes = (HEAD + TestingPages.HEAP).getBytes(StandardCharsets.UTF_8);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            server.answer((head, out) -> {
                if (head.startsWith("GET")) {
                    out.write(bytes);
                } else {
                    TestingPages.GOOD.write(head, out);
                }
            });
            try {
                pprof().look();
            } catch (SourceUnavailableException e) {
                assertThat(e).message().hasLineCount(1).startsWith("GET http://127.0.0.1:");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(300);
    }

    private PprofSource pprof() {
        return pprof(server.url(""));
    }

    private static HttpLimits limits(Duration patience) {
        return new HttpLimits(patience, patience, 1 << 20);
    }

    private PprofSource pprof(URI url) {
        return pprof(url, LIMITS);
    }

    private static PprofSource pprof(URI url, HttpLimits limits) {
        Target target =
                new Target(TargetRuntime.GO, Optional.empty(), SourceKind.PPROF, OptionalLong.empty(), "a program");
        return new PprofSource(new HttpFetcher(limits, Credentials.NONE), url, target, InstantSource.system());
    }

    private static SourceUnavailableException failure(Source source) {
        SourceUnavailableException failure = catchThrowableOfType(SourceUnavailableException.class, source::look);
        assertThat(failure).isNotNull();
        return failure;
    }

    private static TestingServer.Answer head(String status, String header) {
        return TestingServer.raw("HTTP/1.1 %s\r\n%s\r\n\r\n".formatted(status, header));
    }

    /// A page of which each part is right, and which never ends.
    private static void endless(OutputStream out) throws IOException {
        String record = "1: 8 [1: 8] @ 0x1\n#\t0x0\tmain.f+0x1\tf.go:1\n\n";
        repeat(out, HEAD + TestingPages.HEAP.lines().findFirst().orElseThrow() + "\n", record);
    }

    private static void repeat(OutputStream out, String beginning, String again) throws IOException {
        out.write(beginning.getBytes(StandardCharsets.UTF_8));
        byte[] block = again.repeat(1000).getBytes(StandardCharsets.UTF_8);
        long tenGigabytes = 10L << 30;
        for (long written = 0; written < tenGigabytes; written += block.length) {
            out.write(block);
        }
    }

    private static void drip(OutputStream out) throws IOException, InterruptedException {
        for (byte one : (HEAD + TestingPages.HEAP).getBytes(StandardCharsets.UTF_8)) {
            out.write(one);
            out.flush();
            Thread.sleep(Duration.ofSeconds(1));
        }
    }
}
