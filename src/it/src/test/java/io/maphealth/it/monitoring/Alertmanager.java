package io.maphealth.it.monitoring;

import io.maphealth.testkit.Examples;
import io.maphealth.testkit.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A real Alertmanager that waits no longer than a test.
public final class Alertmanager {
    private static final Path EXAMPLE = Examples.root().resolve("deploy/alertmanager/alertmanager.yaml");

    private Alertmanager() {}

    /// With our example of a configuration, whose receivers are paths of this address.
    public static Server ofTheExample(String receiver, Path folder) throws IOException, InterruptedException {
        return start("alertmanager", example(receiver), folder);
    }

    /// Our example of a configuration, without its waits, and with the receivers below this address.
    public static String example(String receiver) throws IOException {
        return Files.readString(EXAMPLE)
                .replace("http://receiver.example", receiver)
                .replace("group_wait: 30s", "group_wait: 1s")
                .replace("group_interval: 5m", "group_interval: 1s");
    }

    /// To whom an alert with these labels goes by a configuration, as amtool says.
    public static String receiver(Path configuration, String... labels) throws IOException, InterruptedException {
        String[] arguments = Stream.concat(
                        Stream.of("config", "routes", "test", "--config.file=" + configuration), Stream.of(labels))
                .toArray(String[]::new);
        // some versions warn of their own flags
        return Program.find("amtool")
                .run(Path.of("."), arguments)
                .text()
                .lines()
                .filter(line -> !line.startsWith("Warning"))
                .collect(Collectors.joining("\n"));
    }

    /// `name` is that of its files in the folder.
    public static Server start(String name, String configuration, Path folder)
            throws IOException, InterruptedException {
        return start(name, configuration, "127.0.0.1", folder);
    }

    /// `host` is the address of this machine that others reach it at.
    public static Server start(String name, String configuration, String host, Path folder)
            throws IOException, InterruptedException {
        int port = Server.freePort();
        Path file = Files.writeString(folder.resolve(name + ".yaml"), configuration);
        return Server.start(
                Program.find("alertmanager")
                        .command(
                                "--config.file=" + file,
                                "--storage.path=" + folder.resolve(name),
                                "--cluster.listen-address=",
                                "--web.listen-address=%s:%d".formatted(host, port)),
                Map.of(),
                folder.resolve(name + ".log"),
                URI.create("http://%s:%d/-/ready".formatted(host, port)));
    }
}
