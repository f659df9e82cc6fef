package io.maphealth.testkit;

import java.util.List;
import java.util.stream.Stream;

/// Words before a command that give its process what a container has: another user, a /tmp of its own, pids of its
/// own. A stand-in for a pod; all of them end in an exec.
public final class Isolation {
    private Isolation() {}

    /// Whether this machine lets the tests do that; says on standard error what was not run.
    public static boolean possible() {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!root) {
            System.err.println("NOT RUN in other namespaces and as other users: run the tests as root, on Linux");
        }
        return root;
    }

    /// Another user and group, no capability.
    public static List<String> user(int id) {
        String text = Integer.toString(id);
        return List.of("setpriv", "--reuid", text, "--regid", text, "--clear-groups", "--no-new-privs");
    }

    /// Root as a container with `drop: [ALL]` has it.
    public static List<String> rootWithoutCapabilities() {
        return List.of("setpriv", "--inh-caps=-all", "--bounding-set=-all", "--no-new-privs");
    }

    /// A mount namespace with an empty /tmp of its own; `mode` is `rw` or `ro`.
    public static List<String> privateTmp(String mode) {
        return List.of(
                "unshare", "--mount", "sh", "-c", "mount -t tmpfs -o " + mode + " tmpfs /tmp && exec \"$@\"", "sh");
    }

    /// A mount namespace whose /tmp is this folder, and a pid namespace in which the process is pid 1. Its process
    /// is the child of the one that is started.
    public static List<String> pidOne(String tmp) {
        return List.of(
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "sh",
                "-c",
                "mount --bind " + tmp + " /tmp && exec \"$@\"",
                "sh");
    }

    /// First the one, then the other inside it.
    public static String[] both(List<String> outer, List<String> inner) {
        return Stream.concat(outer.stream(), inner.stream()).toArray(String[]::new);
    }
}
