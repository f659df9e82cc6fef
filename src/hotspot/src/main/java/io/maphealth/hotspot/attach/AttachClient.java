package io.maphealth.hotspot.attach;

import io.maphealth.hotspot.attach.AttachFailedException.Reason;
import io.maphealth.hotspot.attach.JvmProcess.User;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/// Finds HotSpot JVMs (JDK 8 to 25) by their pid and makes them listen, without a tool of their JDK and from
/// another mount namespace too.
///
/// A JVM listens on `/tmp/.java_pidN` of its own file system, which is `/proc/PID/root/tmp` here (N is the pid it
/// knows itself by). It begins to when it gets SIGQUIT and finds `/tmp/.attach_pidN` of its own user (JDK
/// `attachListener_posix.cpp`, `VirtualMachineImpl.java`). Without that file the signal makes a JVM print all its
/// threads, and one that does not catch it would end: so the signal is the last step, after everything else was
/// seen to be right.
public final class AttachClient {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Path proc;
    private final Signals signals;
    private final Duration patience;

    AttachClient(Path proc, Signals signals, Duration patience) {
        this.proc = proc;
        this.signals = signals;
        this.patience = patience;
    }

    /// A client of this machine's JVMs. A busy JVM needs seconds to begin to listen.
    public static AttachClient waitingAtMost(Duration patience) {
        return new AttachClient(Path.of("/proc"), new PosixSignals(), patience);
    }

    /// Makes the JVM listen, unless it does already.
    public AttachedJvm attach(long pid) throws AttachFailedException, InterruptedException {
        JvmProcess process = JvmProcess.read(proc, pid);
        User ourselves = ourselves(pid);
        process.requireThatItAnswers(ourselves);
        Path socket = process.seenFromHere(Path.of("/tmp/.java_pid" + process.namespacePid()));
        if (!listens(socket)) {
            requireThatItWillListen(process);
            wake(process, ourselves, socket);
        }
        return new AttachedJvm(process, socket);
    }

    private User ourselves(long pid) throws AttachFailedException {
        try {
            return JvmProcess.ourselves(proc);
        } catch (IOException e) {
            throw new AttachFailedException(Reason.DENIED, pid, "our own user is unknown: " + e.getMessage());
        }
    }

    private static void requireThatItWillListen(JvmProcess process) throws AttachFailedException {
        if (process.attachDisabled()) {
            throw new AttachFailedException(
                    Reason.DISABLED,
                    process.pid(),
                    "it was started with -XX:+DisableAttachMechanism; start it without");
        }
        if (!process.catchesQuit()) {
            throw new AttachFailedException(
                    Reason.DISABLED, process.pid(), "SIGQUIT would end it: it is still starting; try again later");
        }
    }

    private void wake(JvmProcess process, User ourselves, Path socket)
            throws AttachFailedException, InterruptedException {
        Path request = process.seenFromHere(Path.of("/tmp/.attach_pid" + process.namespacePid()));
        try {
            write(request, process, ourselves);
            if (!process.stillThere()) {
                throw gone(process);
            }
            signals.quit(process.pid());
            awaitListening(process, socket);
        } catch (IOException e) {
            throw new AttachFailedException(Reason.DENIED, process.pid(), "it cannot be woken: " + e.getMessage());
        } finally {
            deleteQuietly(request);
        }
    }

    /// The JVM believes a request of its own user only.
    private static void write(Path request, JvmProcess process, User ourselves) throws AttachFailedException {
        try {
            createUnlessThere(request);
            if (ourselves.isRoot()) {
                Files.setAttribute(request, "unix:uid", process.user().uid());
                Files.setAttribute(request, "unix:gid", process.user().gid());
            }
        } catch (NoSuchFileException _) {
            throw new AttachFailedException(
                    Reason.DISABLED, process.pid(), "it has no /tmp; mount a writable emptyDir there");
        } catch (AccessDeniedException _) {
            throw new AttachFailedException(
                    Reason.DENIED, process.pid(), "its /tmp may not be written by user:group " + ourselves);
        } catch (IOException e) {
            throw new AttachFailedException(
                    Reason.DISABLED,
                    process.pid(),
                    "its /tmp cannot be written (" + e.getMessage() + "); mount a writable emptyDir there");
        }
    }

    private static void createUnlessThere(Path request) throws IOException {
        try {
            Files.createFile(request);
        } catch (FileAlreadyExistsException _) {
            // left over, or of another who attaches right now: as good as ours
        }
    }

    private void awaitListening(JvmProcess process, Path socket) throws AttachFailedException, InterruptedException {
        long start = System.nanoTime();
        while (!listens(socket)) {
            if (!process.stillThere()) {
                throw gone(process);
            }
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new AttachFailedException(
                        Reason.TIMEOUT,
                        process.pid(),
                        "it did not begin to listen in %d s; it is stopped, very busy, or may not write its /tmp"
                                .formatted(patience.toSeconds()));
            }
            Thread.sleep(POLL);
        }
    }

    /// False also for the socket that a JVM of an earlier container left behind.
    private static boolean listens(Path socket) {
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static AttachFailedException gone(JvmProcess process) {
        return new AttachFailedException(Reason.GONE, process.pid(), "it ended meanwhile");
    }

    private static void deleteQuietly(Path request) {
        try {
            Files.deleteIfExists(request);
        } catch (IOException _) {
            // an empty file in a /tmp; the next attach uses it
        }
    }
}
