package io.maphealth.bench.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/// What a Service is to its clients: every connection goes to one of the servers, by chance; one that is dead is found
/// out by being refused, as long as nobody has taken it off the list.
final class LoadBalancer implements AutoCloseable {
    private static final int BACKLOG = 1_000;

    private final ServerSocket door;
    private final List<Integer> ports = new CopyOnWriteArrayList<>();

    private LoadBalancer(ServerSocket door) {
        this.door = door;
    }

    static LoadBalancer start() throws IOException {
        LoadBalancer balancer = new LoadBalancer(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().name("service").start(balancer::serve);
        return balancer;
    }

    int port() {
        return door.getLocalPort();
    }

    void add(int serverPort) {
        ports.add(serverPort);
    }

    void remove(int serverPort) {
        ports.remove(Integer.valueOf(serverPort));
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void serve() {
        try {
            while (true) {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> join(client));
            }
        } catch (IOException _) {
            // it is closed
        }
    }

    private void join(Socket client) {
        try (client;
                Socket server = new Socket()) {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), oneOf(List.copyOf(ports))));
            Thread back = Thread.ofVirtual().start(() -> pump(server, client));
            pump(client, server);
            back.join();
        } catch (IOException | InterruptedException _) {
            // the client sees its connection end
        }
    }

    private static int oneOf(List<Integer> alive) throws ConnectException {
        if (alive.isEmpty()) {
            throw new ConnectException("nobody is there");
        }
        return alive.get(ThreadLocalRandom.current().nextInt(alive.size()));
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            end(from);
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
