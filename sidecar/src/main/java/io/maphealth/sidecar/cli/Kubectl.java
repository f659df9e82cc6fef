package io.maphealth.sidecar.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The kubectl of whoever asks, with the kubeconfig and the rights that it finds.
record Kubectl(Optional<String> namespace, Terminal terminal) {
    private static final String PROGRAM = "kubectl";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /// What it prints.
    ///
    /// @throws UnreadableInputException it says no, or is not there
    String ask(List<String> arguments) throws UnreadableInputException, InterruptedException {
        try {
            Process process = start(arguments, true);
            String said;
            try (InputStream out = process.getInputStream()) {
                said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            }
            if (process.waitFor() != 0) {
                throw new UnreadableInputException("kubectl " + arguments.getFirst() + ": " + said.strip());
            }
            return said;
        } catch (IOException absent) {
            throw new UnreadableInputException("kubectl does not run: " + absent.getMessage(), absent);
        }
    }

    /// Shows what a container writes, from its start to its end.
    void follow(String pod, String container) throws UnreadableInputException, InterruptedException {
        List<String> arguments = List.of("logs", "--follow", pod, "--container=" + container);
        Duration waited = Duration.ZERO;
        while (true) {
            try {
                if (show(start(arguments, false)) == 0) {
                    return;
                }
            } catch (IOException failed) {
                throw new UnreadableInputException("kubectl does not run: " + failed.getMessage(), failed);
            }
            if (waited.compareTo(START) >= 0) {
                throw new UnreadableInputException("container %s of pod %s does not start; see kubectl describe pod %s"
                        .formatted(container, pod, pod));
            }
            Thread.sleep(PAUSE);
            waited = waited.plus(PAUSE);
        }
    }

    private int show(Process process) throws IOException, InterruptedException {
        try (InputStream out = process.getInputStream()) {
            out.transferTo(terminal.out());
            terminal.out().flush();
        }
        return process.waitFor();
    }

    private Process start(List<String> arguments, boolean withErrors) throws IOException {
        List<String> command = new ArrayList<>(List.of(found().toString()));
        namespace.ifPresent(name -> command.add("--namespace=" + name));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(withErrors);
        builder.environment().clear();
        builder.environment().putAll(terminal.environment());
        if (!withErrors) {
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        }
        return builder.start();
    }

    private Path found() throws IOException {
        String path = terminal.environment().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("it is in none of the folders of PATH"));
    }
}
