package io.maphealth.sidecar.cli;

import io.maphealth.sidecar.program.ExitStatus;
import io.maphealth.sidecar.program.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "attach",
        description = {
            "Examines a container of a running pod without a restart: adds an ephemeral container to the pod, which reads"
                    + " the program's memory, and shows what it says.",
            "Everything is done by kubectl (1.31 or later), with your kubeconfig and your rights: to read pods and their"
                    + " logs, and to patch pods/ephemeralcontainers. Kubernetes knows no way to take the container out"
                    + " of the pod again; it ends after its rounds."
        },
        footer = {
            "",
            "Examples:",
            "  maphealth attach checkout-7d9c5b-x2x8k --container app --namespace shop",
            "  maphealth attach checkout-7d9c5b-x2x8k --container app --user 1000:1000 --rounds 20"
        })
final class AttachCommand implements Callable<Integer> {
    private static final long MOST_NUMBERS = 1_000_000;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "POD", description = "The pod.")
    private String pod = "";

    @Option(
            names = {"-c", "--container"},
            required = true,
            paramLabel = "NAME",
            description = "The container whose program is examined.")
    private String container = "";

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "The pod's namespace (default: that of the kubeconfig).")
    private Optional<String> namespace = Optional.empty();

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description = "The sidecar's image (default: maphealth/sidecar of this version).")
    private String image = "maphealth/sidecar:" + Version.CURRENT;

    @Option(
            names = "--user",
            paramLabel = "UID[:GID]",
            description = "Whom the program runs as (default: as the pod's security context says).")
    private Optional<String> user = Optional.empty();

    @Option(names = "--rounds", paramLabel = "N", description = "Looks before it ends (default 5).")
    private int rounds = 5;

    @Option(names = "--interval", paramLabel = "TIME", description = "Time from one look to the next (default 5s).")
    private String interval = "5s";

    AttachCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UnreadableInputException, InterruptedException {
        Kubectl kubectl = new Kubectl(namespace, terminal);
        String name = "maphealth-" + Long.toString(System.nanoTime() % MOST_NUMBERS, Character.MAX_RADIX);
        try {
            Path custom = Files.createTempFile("maphealth", ".json");
            try {
                Files.writeString(custom, securityContext(kubectl));
                kubectl.ask(debug(name, custom));
            } finally {
                Files.delete(custom);
            }
        } catch (IOException failed) {
            throw new UnreadableInputException("kubectl cannot be used: " + failed.getMessage(), failed);
        }
        kubectl.follow(pod, name);
        return ExitStatus.NOTHING_FOUND;
    }

    private List<String> debug(String name, Path custom) {
        List<String> arguments = new ArrayList<>(List.of("debug", pod, "--quiet", "--image=" + image));
        arguments.addAll(List.of("--container=" + name, "--target=" + container, "--profile=restricted"));
        arguments.addAll(List.of("--image-pull-policy=IfNotPresent", "--custom=" + custom, "--arguments-only", "--"));
        arguments.addAll(List.of("watch", "--pid=1", "--rounds=" + rounds, "--interval=" + interval));
        return List.copyOf(arguments);
    }

    /// Part of a container, as `kubectl debug --custom` takes it.
    private String securityContext(Kubectl kubectl) throws UnreadableInputException, InterruptedException {
        String ids = user.isPresent() ? given(user.get()) : ofPod(kubectl);
        return """
            {"securityContext":{%s"runAsNonRoot":true,"allowPrivilegeEscalation":false,"readOnlyRootFilesystem":true,
             "capabilities":{"drop":["ALL"]},"seccompProfile":{"type":"RuntimeDefault"}}}
            """.formatted(ids);
    }

    private String given(String text) {
        if (!text.matches("[0-9]{1,9}(:[0-9]{1,9})?")) {
            throw new ParameterException(spec.commandLine(), "--user is a user id, or user:group");
        }
        String[] parts = text.split(":", 2);
        return field("runAsUser", parts[0]) + (parts.length == 2 ? field("runAsGroup", parts[1]) : "");
    }

    private String ofPod(Kubectl kubectl) throws UnreadableInputException, InterruptedException {
        return field("runAsUser", id(kubectl, "runAsUser")) + field("runAsGroup", id(kubectl, "runAsGroup"));
    }

    /// The container's own, else the pod's; empty where neither says.
    private String id(Kubectl kubectl, String field) throws UnreadableInputException, InterruptedException {
        String own = "{.spec.containers[?(@.name==\"%s\")].securityContext.%s}".formatted(container, field);
        String shared = "{.spec.securityContext.%s}".formatted(field);
        String said = kubectl.ask(List.of("get", "pod", pod, "-o=jsonpath=%s %s".formatted(own, shared)));
        return said.strip().split(" ", 2)[0];
    }

    private static String field(String name, String id) {
        return id.isEmpty() ? "" : "\"%s\":%s,".formatted(name, id);
    }
}
