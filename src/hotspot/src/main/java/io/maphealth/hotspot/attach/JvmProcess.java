package io.maphealth.hotspot.attach;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.maphealth.hotspot.attach.AttachFailedException.Reason;
import io.maphealth.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A HotSpot process as its folder under `/proc` shows it (proc(5)), before anything is sent to it.
///
/// `namespacePid` is the pid that the process knows itself by; `catchesQuit` is false for a JVM that SIGQUIT would
/// end; `attachDisabled` is what its options show.
record JvmProcess(
        Path proc,
        ProcessIdentity identity,
        long namespacePid,
        User user,
        boolean catchesQuit,
        boolean attachDisabled) {
    private static final int SIGQUIT = 3;
    private static final String NO_ATTACH = "-XX:+DisableAttachMechanism";

    static JvmProcess read(Path proc, long pid) throws AttachFailedException {
        Path folder = proc.resolve(Long.toString(pid));
        try {
            Status status = Status.read(folder);
            requireHotSpot(folder, pid);
            ProcessIdentity identity = ProcessIdentity.of(proc, pid)
                    .orElseThrow(
                            () -> new NoSuchFileException(folder.resolve("stat").toString()));
            return new JvmProcess(
                    proc,
                    identity,
                    status.namespacePid(),
                    status.user(),
                    status.catches(SIGQUIT),
                    attachDisabled(folder));
        } catch (NoSuchFileException _) {
            throw new AttachFailedException(Reason.GONE, pid, "there is no such process");
        } catch (AccessDeniedException _) {
            throw denied(proc, folder, pid);
        } catch (IOException e) {
            throw new AttachFailedException(Reason.GONE, pid, "it cannot be looked at any more: " + e.getMessage());
        }
    }

    long pid() {
        return identity.pid();
    }

    /// A file as the process names it, named as we can open it.
    Path seenFromHere(Path file) {
        return proc.resolve(Long.toString(pid()))
                .resolve("root")
                .resolve(Path.of("/").relativize(file));
    }

    /// Whether the pid still belongs to this process.
    boolean stillThere() {
        return identity.current(proc);
    }

    /// HotSpot answers root, and its own user with its own group.
    void requireThatItAnswers(User ourselves) throws AttachFailedException {
        if (!ourselves.isRoot() && !ourselves.equals(user)) {
            throw new AttachFailedException(Reason.DENIED, pid(), otherUser(user, ourselves));
        }
    }

    private static AttachFailedException denied(Path proc, Path folder, long pid) {
        try {
            User theirs = Status.read(folder).user();
            return new AttachFailedException(Reason.DENIED, pid, otherUser(theirs, ourselves(proc)));
        } catch (IOException e) {
            return new AttachFailedException(Reason.GONE, pid, "it cannot be looked at any more: " + e.getMessage());
        }
    }

    static User ourselves(Path proc) throws IOException {
        return Status.read(proc.resolve("self")).user();
    }

    private static String otherUser(User theirs, User ours) {
        String why = ours.equals(theirs) ? "and the kernel forbids to look at it" : "and we as " + ours;
        return "it runs as user:group %s %s; run with runAsUser %d and runAsGroup %d"
                .formatted(theirs, why, theirs.uid(), theirs.gid());
    }

    private static void requireHotSpot(Path folder, long pid) throws IOException, AttachFailedException {
        List<String> libraries;
        try (Stream<String> mappings = Files.lines(folder.resolve("maps"), ISO_8859_1)) {
            libraries = mappings.filter(mapping -> mapping.contains("/libj9vm") || mapping.contains("/libjvm.so"))
                    .toList();
        }
        if (libraries.isEmpty()) {
            throw new AttachFailedException(
                    Reason.NOT_HOTSPOT, pid, "it is not a JVM: no libjvm.so is mapped; look for the right pid");
        }
        if (libraries.stream().anyMatch(library -> library.contains("/libj9vm"))) {
            throw new AttachFailedException(
                    Reason.NOT_HOTSPOT,
                    pid,
                    "it is OpenJ9, which attaches another way; hand its dumps over in a folder");
        }
    }

    private static boolean attachDisabled(Path folder) throws IOException {
        return Files.readString(folder.resolve("cmdline"), ISO_8859_1).contains(NO_ATTACH)
                || Files.readString(folder.resolve("environ"), ISO_8859_1).contains(NO_ATTACH);
    }

    /// Effective user and group.
    record User(int uid, int gid) {
        boolean isRoot() {
            return uid == 0;
        }

        @Override
        public String toString() {
            return uid + ":" + gid;
        }
    }

    /// The lines of `/proc/PID/status`.
    private record Status(Path file, List<String> lines) {
        private static final int EFFECTIVE = 1;

        static Status read(Path folder) throws IOException {
            Path file = folder.resolve("status");
            return new Status(file, Files.readAllLines(file, ISO_8859_1));
        }

        User user() throws IOException {
            return new User(Integer.parseInt(values("Uid")[EFFECTIVE]), Integer.parseInt(values("Gid")[EFFECTIVE]));
        }

        /// The pid in the innermost namespace is the last.
        long namespacePid() throws IOException {
            String[] pids = values("NSpid");
            return Long.parseLong(pids[pids.length - 1]);
        }

        boolean catches(int signal) throws IOException {
            long mask = Long.parseUnsignedLong(values("SigCgt")[0], 16);
            return (mask >>> (signal - 1) & 1) == 1;
        }

        private String[] values(String name) throws IOException {
            for (String line : lines) {
                if (line.startsWith(name + ":")) {
                    return line.substring(name.length() + 1).strip().split("\\s+");
                }
            }
            throw new IOException(file + ": no " + name);
        }
    }
}
