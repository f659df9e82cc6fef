package io.maphealth.operator.program;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.maphealth.operator.intake.Intake;
import io.maphealth.operator.intake.RefusedReportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/// A replica in a process of its own, which a test may kill: kubeconfig, name and folder are its arguments.
final class ReplicaProgram {
    private ReplicaProgram() {}

    public static void main(String[] arguments) throws IOException {
        Config config = Config.fromKubeconfig(Files.readString(Path.of(arguments[0])));
        KubernetesClient client = LeanClient.builder().withConfig(config).build();
        Intake intake = RunningOperator.start(client, arguments[1], Path.of(arguments[2]))
                .intake();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/", exchange -> answer(intake, exchange));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        System.out.println(
                "READY reports=http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(Intake intake, HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status(intake, exchange), -1);
        }
    }

    private static int status(Intake intake, HttpExchange exchange) throws IOException {
        try {
            intake.take(exchange.getRequestHeaders().getFirst("Token"), exchange.getRequestBody());
            return 204;
        } catch (RefusedReportException refused) {
            return refused.status();
        } catch (RuntimeException failed) {
            return 500;
        }
    }
}
