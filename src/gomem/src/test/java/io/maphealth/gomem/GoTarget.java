package io.maphealth.gomem;

import io.maphealth.testkit.go.GoToolchain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How a Go program for a test is built: by which version, and with what left out.
record GoTarget(String version, Build build) {
    /// Go versions whose maps can be read, newest first; `local` is the machine's own.
    static final List<String> VERSIONS =
            List.of("local", "go1.25.3", "go1.24.9", "go1.23.12", "go1.22.12", "go1.21.13");

    private static final Path PROGRAMS = Path.of("src/test/go");
    /// With `-Dmaphealth.targets=all` every version is tried with every build.
    private static final boolean ALL = "all".equals(System.getProperty("maphealth.targets"));

    enum Build {
        PLAIN,
        STRIPPED,
        PIE,
        /// Without the checks of unsafe pointers, which the program needs to look at itself.
        RACE,
        /// Linked with C, by the linker of C.
        CGO,
        /// With the maps of go1.23 in the two versions that could still be built so.
        NO_SWISS_MAPS,
        /// With the garbage collector that is not the default of its version.
        OTHER_COLLECTOR;

        private String[] flags() {
            return switch (this) {
                case PLAIN, NO_SWISS_MAPS, OTHER_COLLECTOR -> new String[0];
                case STRIPPED -> new String[] {"-ldflags=-s -w", "-trimpath"};
                case PIE -> new String[] {"-buildmode=pie"};
                case RACE -> new String[] {"-race", "-gcflags=-d=checkptr=0"};
                case CGO -> new String[] {"-tags=withc"};
            };
        }

        private Map<String, String> environment(String version) {
            return switch (this) {
                case PLAIN, STRIPPED, PIE -> Map.of();
                case RACE, CGO -> Map.of("CGO_ENABLED", "1");
                case NO_SWISS_MAPS -> Map.of("GOEXPERIMENT", "noswissmap");
                case OTHER_COLLECTOR ->
                    Map.of("GOEXPERIMENT", version.startsWith("go1.25") ? "greenteagc" : "nogreenteagc");
            };
        }

        private boolean needsC() {
            return this == RACE || this == CGO;
        }
    }

    /// Each version stripped, and each build by a version or two.
    static Stream<GoTarget> all() {
        return ALL
                ? VERSIONS.stream().flatMap(GoTarget::buildsOf)
                : Stream.concat(
                        stripped(),
                        Stream.of(
                                new GoTarget("local", Build.PLAIN),
                                new GoTarget("local", Build.PIE),
                                new GoTarget("local", Build.RACE),
                                new GoTarget("local", Build.CGO),
                                new GoTarget("go1.25.3", Build.NO_SWISS_MAPS),
                                new GoTarget("go1.23.12", Build.PLAIN),
                                new GoTarget("go1.23.12", Build.PIE)));
    }

    static Stream<GoTarget> stripped() {
        return VERSIONS.stream().map(version -> new GoTarget(version, Build.STRIPPED));
    }

    private static Stream<GoTarget> buildsOf(String version) {
        boolean bothMaps = version.startsWith("go1.24") || version.startsWith("go1.25");
        boolean bothCollectors = version.equals("local") || version.startsWith("go1.25");
        return Stream.of(Build.values())
                .filter(build -> bothMaps || build != Build.NO_SWISS_MAPS)
                .filter(build -> bothCollectors || build != Build.OTHER_COLLECTOR)
                .map(build -> new GoTarget(version, build));
    }

    Path compile(String program) throws InterruptedException {
        GoToolchain toolchain = build.needsC() ? GoToolchain.requiredWithC(version) : GoToolchain.required(version);
        return toolchain.build(PROGRAMS.resolve(program), build.environment(version), build.flags());
    }

    @Override
    public String toString() {
        return version + " " + build;
    }
}
