package io.maphealth.hotspot.attach;

import io.maphealth.hotspot.attach.AttachFailedException.Reason;
import io.maphealth.hotspot.attach.DiagnosticCommand.HeapDump;
import io.maphealth.hotspot.attach.DiagnosticCommand.HeapInfo;
import io.maphealth.hotspot.attach.DiagnosticCommand.VmVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// A JVM that listens. Each question is a connection of its own; it answers one after the other.
public final class AttachedJvm {
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final String VERSION_LINE = "JDK ";
    private static final String DUMPED = "Heap dump file created";

    private final JvmProcess process;
    private final Path socket;

    AttachedJvm(JvmProcess process, Path socket) {
        this.process = process;
        this.socket = socket;
    }

    public long pid() {
        return process.pid();
    }

    /// The JDK's version, such as `25.0.3`.
    public Optional<String> version() throws AttachFailedException, InterruptedException {
        return ask(new VmVersion(), SHORT)
                .lines()
                .filter(line -> line.startsWith(VERSION_LINE))
                .map(line -> line.substring(VERSION_LINE.length()))
                .findFirst();
    }

    /// Bytes of the heap in use, garbage included; absent for a collector that does not say.
    public OptionalLong heapUsedBytes() throws AttachFailedException, InterruptedException {
        return HeapUse.bytes(ask(new HeapInfo(), SHORT));
    }

    /// Lets the JVM write a heap dump. The file is complete when this returns; when it throws, part of it may be
    /// there, and after a timeout the JVM still writes on.
    public void dump(HeapDump dump, Duration atMost) throws AttachFailedException, InterruptedException {
        String answer = ask(dump, atMost);
        if (!answer.contains(DUMPED)) {
            throw refused(dump, answer);
        }
    }

    /// A file as the JVM names it, named as we can open it.
    public Path seenFromHere(Path file) {
        return process.seenFromHere(file);
    }

    /// What the JVM answers.
    public String ask(DiagnosticCommand command, Duration atMost) throws AttachFailedException, InterruptedException {
        if (!process.stillThere()) {
            throw new AttachFailedException(Reason.GONE, pid(), "it ended meanwhile");
        }
        try (AttachConnection connection = new AttachConnection(socket, atMost)) {
            connection.send(command.line());
            return text(command, connection.receive());
        } catch (AttachConnection.TimeoutException _) {
            throw new AttachFailedException(
                    Reason.TIMEOUT, pid(), "no answer to %s in %d s".formatted(command.line(), atMost.toSeconds()));
        } catch (IOException e) {
            Reason reason = process.stillThere() ? Reason.UNREADABLE : Reason.GONE;
            throw new AttachFailedException(reason, pid(), command.line() + ": " + e.getMessage());
        }
    }

    /// An answer is a status (0 is good), a line break and the text.
    private String text(DiagnosticCommand command, String answer) throws AttachFailedException {
        int end = answer.indexOf('\n');
        if (end < 0) {
            throw new AttachFailedException(
                    process.stillThere() ? Reason.UNREADABLE : Reason.GONE,
                    pid(),
                    command.line() + ": the answer ends before its status");
        }
        String text = answer.substring(end + 1);
        if (!answer.substring(0, end).equals("0")) {
            throw refused(command, text);
        }
        return text;
    }

    private AttachFailedException refused(DiagnosticCommand command, String answer) {
        String why = answer.lines()
                .filter(line -> !line.isBlank())
                .reduce((_, last) -> last)
                .orElse("no reason given");
        return new AttachFailedException(Reason.REFUSED, pid(), command.line() + ": " + why.strip());
    }
}
