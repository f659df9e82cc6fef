package io.maphealth.sidecar.source;

import io.maphealth.sidecar.config.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Asks the target's endpoints over HTTP/1.1, within bounds: whatever the other side does, a question ends in time and
/// takes no more than its bytes. It follows no redirect, uses no proxy and accepts no compression; it streams the
/// answer to its reader.
public final class HttpFetcher implements AutoCloseable {
    private static final Duration END_OF_A_CANCELLED_QUESTION = Duration.ofSeconds(1);

    private final HttpClient client;
    private final HttpLimits limits;
    private final Authorization authorization;

    public HttpFetcher(HttpLimits limits, Credentials credentials) {
        this.limits = limits;
        this.authorization = new Authorization(credentials);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(limits.connect())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /// Asks and hands the answer to the reader.
    ///
    /// @throws SourceUnavailableException for everything but an answer that was asked for
    public <T> T fetch(HttpQuestion question, AnswerReader<T> reader)
            throws SourceUnavailableException, InterruptedException {
        FutureTask<T> exchange = new FutureTask<>(() -> exchange(question, reader));
        Thread thread = Thread.ofVirtual().name(question.shown()).start(exchange);
        try {
            return exchange.get(limits.whole().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            thread.join(END_OF_A_CANCELLED_QUESTION);
            throw question.failed(FailureReason.TIMEOUT, "no complete answer in " + seconds(limits.whole()), e);
        } catch (ExecutionException e) {
            throw failure(question, e);
        } finally {
            exchange.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private <T> T exchange(HttpQuestion question, AnswerReader<T> reader)
            throws IOException, SourceUnavailableException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request(question), BodyHandlers.ofInputStream());
        try (InputStream body = new BoundedAnswer(response.body(), limits.bytes())) {
            check(question, response);
            return reader.read(body);
        }
    }

    private HttpRequest request(HttpQuestion question) throws SourceUnavailableException {
        HttpRequest.Builder request = HttpRequest.newBuilder(withoutUser(question.url()));
        request.header("Accept", question.contentType());
        authorization.header(question).ifPresent(value -> request.header("Authorization", value));
        question.body().ifPresent(text -> request.POST(BodyPublishers.ofString(text)));
        return request.build();
    }

    private static URI withoutUser(URI url) {
        return URI.create(url.toString().replaceFirst("//[^/?#]*@", "//"));
    }

    private static void check(HttpQuestion question, HttpResponse<?> response) throws SourceUnavailableException {
        int status = response.statusCode();
        HttpHeaders headers = response.headers();
        if (status == 401 || status == 403) {
            throw question.failed(
                    FailureReason.DENIED,
                    "answered " + status + ": give the bearer token or the user and password that it wants");
        }
        if (status / 100 == 3) {
            String place = headers.firstValue("Location").orElse("elsewhere").replaceFirst("[?#].*", "");
            throw question.failed(
                    FailureReason.UNREADABLE,
                    "answered " + status + ": moved to " + place + ", which is"
                            + " not followed; set the URL to the place itself");
        }
        if (status != 200) {
            throw question.failed(FailureReason.UNREADABLE, "answered " + status + ": " + question.hint());
        }
        checkHeaders(question, headers);
    }

    private static void checkHeaders(HttpQuestion question, HttpHeaders headers) throws SourceUnavailableException {
        String type = headers.firstValue("Content-Type").orElse("no content type");
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase(question.contentType())) {
            throw question.failed(
                    FailureReason.UNREADABLE,
                    "answered " + shortened(type) + ", expected " + question.contentType() + ": " + question.hint());
        }
        Optional<String> encoding = headers.firstValue("Content-Encoding").filter(e -> !e.equals("identity"));
        if (encoding.isPresent()) {
            throw question.failed(
                    FailureReason.UNREADABLE,
                    "the answer is encoded (" + shortened(encoding.get()) + "), which was not asked for:"
                            + " ask the program itself and not a proxy");
        }
    }

    private SourceUnavailableException failure(HttpQuestion question, ExecutionException failed) {
        return switch (failed.getCause()) {
            case SourceUnavailableException unavailable -> unavailable;
            case BoundedAnswer.TooLargeException e ->
                question.failed(FailureReason.TOO_LARGE, "the answer has " + e.getMessage(), e);
            case HttpTimeoutException e ->
                question.failed(FailureReason.TIMEOUT, "no connection in " + seconds(limits.connect()), e);
            case ConnectException e ->
                question.failed(FailureReason.UNREACHABLE, whyUnreachable(e) + ": " + question.hint(), e);
            case SSLException e ->
                question.failed(FailureReason.UNREACHABLE, "no TLS connection: " + e.getMessage(), e);
            case IOException e ->
                question.failed(FailureReason.UNREADABLE, "the answer broke off: " + e.getMessage(), e);
            case null, default -> throw new IllegalStateException("reading the answer to " + question.shown(), failed);
        };
    }

    private static String whyUnreachable(ConnectException e) {
        return unresolved(e) ? "unknown host" : "connection refused";
    }

    /// The client wraps what happened more than once, and without a message.
    private static boolean unresolved(@Nullable Throwable cause) {
        return cause instanceof UnresolvedAddressException || (cause != null && unresolved(cause.getCause()));
    }

    private static String seconds(Duration time) {
        return time.toMillis() / 1000.0 + " s";
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
