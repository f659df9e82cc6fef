package io.maphealth.hotspot.attach;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serial;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// One question and its answer on a JVM's socket, in bounded time and memory.
///
/// Version 1 of the protocol, which all HotSpots speak: `1`, the operation and exactly three arguments, each ended
/// by a NUL; the answer is everything up to the end of the stream.
final class AttachConnection implements AutoCloseable {
    private static final String VERSION = "1";
    private static final String OPERATION = "jcmd";
    private static final int LONGEST_ANSWER = 64 << 20;
    private static final int BUFFER = 16 << 10;

    private final SocketChannel channel;
    private final Selector selector;
    private final long deadline;

    AttachConnection(Path socket, Duration atMost) throws IOException {
        deadline = System.nanoTime() + atMost.toNanos();
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        channel.configureBlocking(false);
        selector = Selector.open();
    }

    void send(String command) throws IOException, InterruptedException {
        String request = String.join("\0", VERSION, OPERATION, command, "", "", "");
        ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            await(SelectionKey.OP_WRITE);
            channel.write(bytes);
        }
    }

    String receive() throws IOException, InterruptedException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        await(SelectionKey.OP_READ);
        while (channel.read(buffer.clear()) >= 0) {
            answer.write(buffer.array(), 0, buffer.position());
            if (answer.size() > LONGEST_ANSWER) {
                throw new IOException("the answer is longer than " + LONGEST_ANSWER + " bytes");
            }
            await(SelectionKey.OP_READ);
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private void await(int operation) throws IOException, InterruptedException {
        channel.register(selector, operation);
        long left = (deadline - System.nanoTime()) / 1_000_000;
        int ready = left > 0 ? selector.select(left) : 0;
        selector.selectedKeys().clear();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (ready == 0) {
            throw new TimeoutException();
        }
    }

    @Override
    public void close() throws IOException {
        try (channel;
                selector) {
            // closes both, whatever the first says
        }
    }

    /// The JVM takes longer than the caller waits.
    static final class TimeoutException extends IOException {
        @Serial
        private static final long serialVersionUID = 1;
    }
}
