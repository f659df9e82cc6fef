package io.maphealth.operator.inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.maphealth.operator.Reason;
import io.maphealth.operator.api.MapMonitorSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides about one pod and shows how it is to look. Does no I/O, and refuses rather than fails.
///
/// Applied to its own result it changes nothing; an earlier injection is taken out and done anew.
public final class Injector {
    /// The sidecar's name in every pod.
    public static final String CONTAINER = SidecarContainer.NAME;

    private static final String MIRROR = "kubernetes.io/config.mirror";

    private final Monitors monitors;
    private final InjectionSettings settings;
    private final ObjectMapper json;

    public Injector(Monitors monitors, InjectionSettings settings, ObjectMapper json) {
        this.monitors = monitors;
        this.settings = settings;
        this.json = json;
    }

    /// Decides about a pod that is about to be made.
    ///
    /// @param namespace where the pod is made; the pod itself may not say
    /// @param inherited the monitor that the namespace names for its pods
    public Injection inject(JsonNode pod, String namespace, Optional<String> inherited) {
        return read(pod)
                .map(readable -> inject(new Asked(pod, readable, namespace), inherited))
                .orElseGet(() -> new Injection.LeftAlone(Reason.UnreadablePod));
    }

    /// What is added to a pod as it runs.
    ///
    /// @param wishes annotations of its workload, which go before its own
    /// @param pass by which the operator will know it
    public Addition attachment(JsonNode pod, String namespace, Map<String, String> wishes, String pass)
            throws RefusedException {
        Pod readable = read(pod)
                .orElseThrow(
                        () -> new RefusedException(Reason.UnreadablePod, "the pod is not as this operator knows pods"));
        Wish wish = Wish.read(wishes);
        MapMonitorSpec spec = monitors.get(namespace, wish.monitor(), settings.standard());
        MonitorCheck.check(spec);
        Plan plan = permitted(Plan.of(wish, spec, readable), namespace);
        return new Addition(json.valueToTree(AttachedContainer.of(plan, settings, pass)), whereToScrape(pod, plan));
    }

    private Map<String, String> whereToScrape(JsonNode pod, Plan plan) {
        SidecarPort port = SidecarPort.of(plan.pod());
        if (!port.declared()) {
            return Map.of();
        }
        Map<String, String> annotations = new HashMap<>();
        annotations.put(AnnotationKey.METRICS_PORT.key(), Integer.toString(port.number()));
        if (settings.scrapeAnnotations()) {
            annotations.putAll(ScrapeAnnotations.of(pod, port));
        }
        return annotations;
    }

    /// Nothing unless it has all that decisions rest on; the API server refuses such a pod later, and says why.
    private Optional<Pod> read(JsonNode tree) {
        if (!(tree.get("spec") instanceof ObjectNode) || hasGaps(tree)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(json.treeToValue(tree, Pod.class))
                    .filter(pod -> pod.getSpec() != null)
                    .filter(pod -> allNamed(pod.getSpec().getContainers())
                            && allNamed(pod.getSpec().getInitContainers()));
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /// Whether a list has nothing for one of its elements.
    private static boolean hasGaps(JsonNode tree) {
        for (JsonNode child : tree) {
            if ((tree.isArray() && child.isNull()) || hasGaps(child)) {
                return true;
            }
        }
        return false;
    }

    private static boolean allNamed(@Nullable List<Container> containers) {
        return containers == null
                || containers.stream().allMatch(container -> container != null && container.getName() != null);
    }

    private Injection inject(Asked asked, Optional<String> inherited) {
        Map<String, String> annotations = asked.annotations();
        Optional<String> named = AnnotationKey.MONITOR.in(annotations).or(() -> inherited);
        if (named.isEmpty()) {
            return new Injection.LeftAlone(Reason.NotAsked);
        }
        if (named.get().equals(Wish.OFF)) {
            return new Injection.LeftAlone(Reason.TurnedOff);
        }
        if (Wish.attaches(annotations)) {
            return new Injection.LeftAlone(Reason.Attached);
        }
        if (settings.excludedNamespaces().contains(asked.namespace())) {
            return new Injection.LeftAlone(Reason.NamespaceExcluded);
        }
        if (annotations.containsKey(MIRROR)) {
            return new Injection.LeftAlone(Reason.MirrorPod);
        }
        return grant(asked, named.get());
    }

    private Injection grant(Asked asked, String monitor) {
        PodPatch patch = new PodPatch(asked.tree(), json);
        try {
            Plan plan = plan(asked, monitor);
            return new Injection.Injected(
                    patch.with(plan, settings),
                    plan.level(),
                    plan.wish().unknown().stream()
                            .map(key -> Reason.UnknownAnnotation + ": nobody reads " + key)
                            .toList());
        } catch (RefusedException refused) {
            return new Injection.Refused(patch.without(refused), refused.reason(), refused.oneLine());
        }
    }

    private Plan plan(Asked asked, String monitor) throws RefusedException {
        Wish wish = Wish.read(asked.annotations());
        MapMonitorSpec spec = monitors.get(asked.namespace(), monitor, settings.standard());
        MonitorCheck.check(spec);
        return permitted(Plan.of(wish, spec, asked.pod()), asked.namespace());
    }

    private Plan permitted(Plan plan, String namespace) throws RefusedException {
        if (plan.level() > Plan.LEVEL_SAME_USER && !monitors.allowsPrivilege(namespace)) {
            throw new RefusedException(
                    Reason.LevelNotAllowed,
                    "Pod Security of namespace %s refuses pods of level %d (SYS_PTRACE); use level 2"
                            .formatted(namespace, plan.level()));
        }
        return plan;
    }

    /// What the decision is about: the tree is what is changed, the pod is what is read.
    private record Asked(JsonNode tree, Pod pod, String namespace) {
        ObjectMeta metadata() {
            return Optional.ofNullable(pod.getMetadata()).orElseGet(ObjectMeta::new);
        }

        Map<String, String> annotations() {
            return Optional.ofNullable(metadata().getAnnotations()).orElse(Map.of());
        }
    }
}
