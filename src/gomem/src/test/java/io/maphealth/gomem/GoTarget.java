package io.maphealth.gomem;

import io.maphealth.testkit.go.GoToolchain;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// How a Go program for a test is built: by which version, and with what left out.
record GoTarget(String version, Build build) {
    /// Go versions whose maps can be read, newest first; `local` is the machine's own.
    static final List<String> VERSIONS =
            List.of("local", "go1.25.3", "go1.24.9", "go1.23.12", "go1.22.12", "go1.21.13");

    private static final Path PROGRAMS = Path.of("src/test/go");

    enum Build {
        PLAIN,
        STRIPPED,
        PIE;

        private String[] flags() {
            return switch (this) {
                case PLAIN -> new String[0];
                case STRIPPED -> new String[] {"-ldflags=-s -w", "-trimpath"};
                case PIE -> new String[] {"-buildmode=pie"};
            };
        }
    }

    static Stream<GoTarget> all() {
        return VERSIONS.stream()
                .flatMap(version -> Stream.of(Build.values()).map(build -> new GoTarget(version, build)));
    }

    static Stream<GoTarget> stripped() {
        return VERSIONS.stream().map(version -> new GoTarget(version, Build.STRIPPED));
    }

    Path compile(String program) throws InterruptedException {
        return GoToolchain.required(version).build(PROGRAMS.resolve(program), build.flags());
    }

    @Override
    public String toString() {
        return version + " " + build;
    }
}
