package io.maphealth.it.monitoring;

import io.maphealth.testkit.Examples;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A real Alertmanager that waits no longer than a test.
public final class Alertmanager {
    private static final Path EXAMPLE = Examples.root().resolve("deploy/alertmanager/alertmanager.yaml");

    private Alertmanager() {}

    /// With our example of a configuration, whose receivers are paths of this address.
    public static Server ofTheExample(String receiver, Path folder) throws IOException, InterruptedException {
        String configuration = Files.readString(EXAMPLE)
                .replace("http://receiver.example", receiver)
                .replace("group_wait: 30s", "group_wait: 1s")
                .replace("group_interval: 5m", "group_interval: 1s");
        return start("alertmanager", configuration, folder);
    }

    /// `name` is that of its files in the folder.
    public static Server start(String name, String configuration, Path folder)
            throws IOException, InterruptedException {
        int port = Server.freePort();
        Path file = Files.writeString(folder.resolve(name + ".yaml"), configuration);
        return Server.start(
                Program.find("alertmanager")
                        .command(
                                "--config.file=" + file,
                                "--storage.path=" + folder.resolve(name),
                                "--cluster.listen-address=",
                                "--web.listen-address=127.0.0.1:" + port),
                Map.of(),
                folder.resolve(name + ".log"),
                URI.create("http://127.0.0.1:%d/-/ready".formatted(port)));
    }
}
