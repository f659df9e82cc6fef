package io.maphealth.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program that others make: promtool, prometheus, alertmanager, prometheus-operator, helm.
public record Program(Path path) {
    private static final int SECONDS = 300;

    /// Skips the test, and says why, when it is not to be had.
    public static Program find(String name) throws IOException, InterruptedException {
        return new Program(ThirdPartyProgram.required(name));
    }

    /// What it wrote, to either output, and how it ended.
    public record Said(int status, String text) {}

    public Said run(Path folder, String... arguments) throws IOException, InterruptedException {
        return run(command(arguments), folder);
    }

    public List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    public static Said run(List<String> command, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command + " did not end in " + SECONDS + " s");
        }
        return new Said(process.exitValue(), text);
    }
}
