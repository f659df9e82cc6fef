package io.maphealth.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Why the kernel lets one process not read another: uids, CAP_SYS_PTRACE, Yama and the dumpable flag (ptrace(2)).
record Refusal(
        long pid,
        OptionalLong targetUid,
        OptionalLong ownUid,
        boolean ptraceCapability,
        int yamaScope,
        boolean dumpable) {
    private static final int SYS_PTRACE = 19;

    static Refusal of(Path proc, long pid) {
        Path folder = proc.resolve(Long.toString(pid));
        OptionalLong targetUid = effectiveUid(folder);
        return new Refusal(
                pid,
                targetUid,
                effectiveUid(proc.resolve("self")),
                (capabilities(proc.resolve("self")) & 1L << SYS_PTRACE) != 0,
                yamaScope(proc),
                ownerOf(folder).equals(targetUid));
    }

    /// One line: what was tried, why it failed, what to grant.
    String explain(IOException failure) {
        return "process %d: its memory may not be read (%s): %s".formatted(pid, reason(failure), cure());
    }

    private String reason(IOException failure) {
        Optional<String> kernel = Optional.ofNullable(failure.getMessage());
        return failure instanceof java.nio.file.AccessDeniedException ? "permission denied" : kernel.orElse("refused");
    }

    private String cure() {
        if (targetUid.isEmpty()) {
            return "it may have ended, or /proc hides it (hidepid): share the pid namespace with it";
        }
        if (!targetUid.equals(ownUid)) {
            return "it runs as uid %d, this reader as uid %d: run as uid %d, or as root with SYS_PTRACE"
                    .formatted(targetUid.getAsLong(), ownUid.orElse(-1), targetUid.getAsLong());
        }
        if (yamaScope > 0 && !ptraceCapability) {
            return "Yama forbids it (kernel.yama.ptrace_scope = %d): run as root with SYS_PTRACE".formatted(yamaScope);
        }
        if (!dumpable) {
            return "it is not dumpable (it changed its uid, or called prctl PR_SET_DUMPABLE 0): run as root with SYS_PTRACE";
        }
        return "it holds capabilities or a user namespace that this reader has not: run as root with SYS_PTRACE";
    }

    private static OptionalLong effectiveUid(Path folder) {
        return statusField(folder, "Uid:").stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(uids -> uids.length > 1)
                .mapToLong(uids -> Long.parseLong(uids[1]))
                .findFirst();
    }

    private static long capabilities(Path folder) {
        return statusField(folder, "CapEff:")
                .map(hex -> Long.parseUnsignedLong(hex.strip(), 16))
                .orElse(0L);
    }

    private static Optional<String> statusField(Path folder, String name) {
        try (Stream<String> lines = Files.lines(folder.resolve("status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()))
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException _) {
            return Optional.empty();
        }
    }

    private static int yamaScope(Path proc) {
        try {
            return Integer.parseInt(Files.readString(proc.resolve("sys/kernel/yama/ptrace_scope"))
                    .strip());
        } catch (IOException | NumberFormatException _) {
            return 0;
        }
    }

    /// The owner of `/proc/PID` is root, whatever the process's uid, when it is not dumpable (proc(5)).
    private static OptionalLong ownerOf(Path folder) {
        try {
            return OptionalLong.of(((Number) Files.getAttribute(folder, "unix:uid")).longValue());
        } catch (IOException | UnsupportedOperationException _) {
            return OptionalLong.empty();
        }
    }
}
