package io.maphealth.sidecar.target;

import io.maphealth.core.TargetRuntime;
import io.maphealth.process.Elf;
import io.maphealth.process.UnreadableElfException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells the language runtime of a process by what it has mapped and what its program file holds. Reads a few
/// kilobytes; the target does not notice.
record RuntimeProbe(ProcFolder proc) {
    /// The section that the Go linker writes and that stripping leaves.
    private static final String GO_BUILD_INFO = ".go.buildinfo";

    /// Empty when it cannot be told, or not yet.
    Optional<TargetRuntime> runtimeOf(long pid) {
        if (maps(pid, "/libjvm.so")) {
            return Optional.of(TargetRuntime.JVM);
        }
        if (maps(pid, "/libpython") || isNamedPython(pid)) {
            return Optional.of(TargetRuntime.PYTHON);
        }
        return isGo(proc.file(pid, "exe")) ? Optional.of(TargetRuntime.GO) : Optional.empty();
    }

    private boolean maps(long pid, String file) {
        try (Stream<String> lines = Files.lines(proc.file(pid, "maps"), StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.contains(file));
        } catch (IOException | UncheckedIOException _) {
            return false;
        }
    }

    private boolean isNamedPython(long pid) {
        return proc.program(pid)
                .map(program -> program.substring(program.lastIndexOf('/') + 1))
                .filter(name -> name.startsWith("python"))
                .isPresent();
    }

    private static boolean isGo(Path program) {
        try (Elf elf = Elf.open(program)) {
            return elf.section(GO_BUILD_INFO).isPresent();
        } catch (UnreadableElfException _) {
            return false;
        }
    }
}
