package io.maphealth.sidecar.source;

import io.maphealth.sidecar.config.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Asks the target's endpoints over HTTP/1.1, within bounds: whatever the other side does, a question ends in time and
/// takes no more than its bytes. It follows no redirect, uses no proxy and accepts no compression; it streams the
/// answer to its reader.
///
/// On `HttpURLConnection`, because `java.net.http` brings threads, a TLS context and 700 classes, which is 10
/// MB in every pod.
public final class HttpFetcher {
    private final HttpLimits limits;
    private final Authorization authorization;

    public HttpFetcher(HttpLimits limits, Credentials credentials) {
        this.limits = limits;
        this.authorization = new Authorization(credentials);
    }

    /// Asks and hands the answer to the reader.
    ///
    /// @throws SourceUnavailableException for everything but an answer that was asked for
    public <T> T fetch(HttpQuestion question, AnswerReader<T> reader)
            throws SourceUnavailableException, InterruptedException {
        FutureTask<T> exchange = new FutureTask<>(() -> exchange(question, reader));
        Thread.ofPlatform().daemon().name(question.shown()).start(exchange);
        try {
            return exchange.get(limits.whole().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw question.failed(FailureReason.TIMEOUT, "no complete answer in " + seconds(limits.whole()), e);
        } catch (ExecutionException e) {
            throw failure(question, e);
        } finally {
            // its thread ends with the next byte that comes, or when none has come for as long as a whole answer may
            // take
            exchange.cancel(true);
        }
    }

    private <T> T exchange(HttpQuestion question, AnswerReader<T> reader)
            throws IOException, SourceUnavailableException, InterruptedException {
        HttpURLConnection connection = connection(question);
        boolean read = false;
        try {
            check(question, connection);
            T result = read(connection, reader);
            read = true;
            return result;
        } finally {
            if (!read) {
                connection.disconnect();
            }
        }
    }

    private <T> T read(HttpURLConnection connection, AnswerReader<T> reader)
            throws IOException, SourceUnavailableException, InterruptedException {
        try (InputStream body =
                new BoundedAnswer(connection.getInputStream(), limits.bytes(), connection.getContentLengthLong())) {
            return reader.read(body);
        }
    }

    private HttpURLConnection connection(HttpQuestion question) throws IOException, SourceUnavailableException {
        HttpURLConnection connection =
                (HttpURLConnection) withoutUser(question.url()).toURL().openConnection(Proxy.NO_PROXY);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(Math.toIntExact(limits.connect().toMillis()));
        connection.setReadTimeout(Math.toIntExact(limits.whole().toMillis()));
        connection.setRequestProperty("Accept", question.contentType());
        authorization.header(question).ifPresent(value -> connection.setRequestProperty("Authorization", value));
        if (question.body().isPresent()) {
            byte[] text = question.body().get().getBytes(StandardCharsets.UTF_8);
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(text.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(text);
            }
        }
        return connection;
    }

    private static URI withoutUser(URI url) {
        return URI.create(url.toString().replaceFirst("//[^/?#]*@", "//"));
    }

    private static void check(HttpQuestion question, HttpURLConnection connection)
            throws IOException, SourceUnavailableException {
        int status = connection.getResponseCode();
        if (status < 0) {
            throw question.failed(FailureReason.UNREADABLE, "the answer is not HTTP: " + question.hint());
        }
        if (status == 401 || status == 403) {
            throw question.failed(
                    FailureReason.DENIED,
                    "answered " + status + ": give the bearer token or the user and password that it wants");
        }
        if (status / 100 == 3) {
            String place = header(connection, "Location").orElse("elsewhere").replaceFirst("[?#].*", "");
            throw question.failed(
                    FailureReason.UNREADABLE,
                    "answered " + status + ": moved to " + place + ", which is"
                            + " not followed; set the URL to the place itself");
        }
        if (status != 200) {
            throw question.failed(FailureReason.UNREADABLE, "answered " + status + ": " + question.hint());
        }
        checkHeaders(question, connection);
    }

    private static void checkHeaders(HttpQuestion question, HttpURLConnection connection)
            throws SourceUnavailableException {
        String type = header(connection, "Content-Type").orElse("no content type");
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase(question.contentType())) {
            throw question.failed(
                    FailureReason.UNREADABLE,
                    "answered " + shortened(type) + ", expected " + question.contentType() + ": " + question.hint());
        }
        Optional<String> encoding = header(connection, "Content-Encoding").filter(e -> !e.equals("identity"));
        if (encoding.isPresent()) {
            throw question.failed(
                    FailureReason.UNREADABLE,
                    "the answer is encoded (" + shortened(encoding.get()) + "), which was not asked for:"
                            + " ask the program itself and not a proxy");
        }
    }

    private static Optional<String> header(HttpURLConnection connection, String name) {
        return Optional.ofNullable(connection.getHeaderField(name));
    }

    private SourceUnavailableException failure(HttpQuestion question, ExecutionException failed) {
        return switch (failed.getCause()) {
            case SourceUnavailableException unavailable -> unavailable;
            case BoundedAnswer.TooLargeException e ->
                question.failed(FailureReason.TOO_LARGE, "the answer has " + e.getMessage(), e);
            case SocketTimeoutException e ->
                question.failed(FailureReason.TIMEOUT, "no connection in " + seconds(limits.connect()), e);
            case ConnectException e ->
                question.failed(FailureReason.UNREACHABLE, "connection refused: " + question.hint(), e);
            case UnknownHostException e ->
                question.failed(FailureReason.UNREACHABLE, "unknown host: " + question.hint(), e);
            case SSLException e ->
                question.failed(FailureReason.UNREACHABLE, "no TLS connection: " + e.getMessage(), e);
            case IOException e ->
                question.failed(FailureReason.UNREADABLE, "the answer broke off: " + e.getMessage(), e);
            case null, default -> throw new IllegalStateException("reading the answer to " + question.shown(), failed);
        };
    }

    private static String seconds(Duration time) {
        return time.toMillis() / 1000.0 + " s";
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
