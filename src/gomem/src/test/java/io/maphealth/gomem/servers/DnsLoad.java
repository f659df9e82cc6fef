package io.maphealth.gomem.servers;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Questions for the addresses of a hundred thousand names, so that a cache of ten thousand answers is always full.
final class DnsLoad extends ServerLoad {
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(1).toMillis();
    private static final int NAMES = 100_000;
    private static final int LONGEST = 512;
    /// A standard query that wants recursion; one question (RFC 1035, 4.1.1).
    private static final short QUERY = 0x0100;

    private static final short ONE = 1;
    private static final int NO_OTHER_RECORDS_BYTES = 6;
    private static final short TYPE_A = 1;
    private static final short CLASS_IN = 1;

    private final int port;

    DnsLoad(int port) {
        this.port = port;
    }

    @Override
    void work(int client) throws Exception {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            DatagramPacket answer = new DatagramPacket(new byte[LONGEST], LONGEST);
            for (int i = client * NAMES / 4; running(); i++) {
                byte[] question = question((short) i, "host" + i % NAMES);
                socket.send(new DatagramPacket(question, question.length));
                socket.receive(answer);
                served(1);
            }
        }
    }

    private static byte[] question(short id, String host) {
        ByteBuffer packet = ByteBuffer.allocate(LONGEST);
        packet.putShort(id).putShort(QUERY).putShort(ONE).put(new byte[NO_OTHER_RECORDS_BYTES]);
        for (String label : new String[] {host, "example", "org"}) {
            packet.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        packet.put((byte) 0).putShort(TYPE_A).putShort(CLASS_IN);
        byte[] bytes = new byte[packet.position()];
        packet.flip().get(bytes);
        return bytes;
    }
}
