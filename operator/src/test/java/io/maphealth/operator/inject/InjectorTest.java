package io.maphealth.operator.inject;

import static io.maphealth.operator.inject.Pods.annotated;
import static io.maphealth.operator.inject.Pods.monitor;
import static io.maphealth.operator.inject.Pods.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.maphealth.operator.Reason;
import io.maphealth.operator.api.MapMonitorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InjectorTest {
    private static final Map<String, MapMonitorSpec> MONITORS = Map.of(
            "deep", monitor("{'level':2,'allowedLevel':3}"),
            "shallow", monitor("{'allowedLevel':1}"),
            "typo", monitor("{'thresholds':{'gostRounds':3}}"),
            "extreme", monitor("{'thresholds':{'ghostRounds':99}}"));

    @Test
    void aPodWithOneAnnotationGetsANativeSidecarBehindItsOwnInitContainers() {
        JsonNode pod = injected("""
                {'metadata':{'annotations':{'maphealth.io/monitor':'default'}},
                 'spec':{'initContainers':[{'name':'migrate'}],'containers':[{'name':'app'}]}}""");

        assertThat(names(pod.at("/spec/initContainers"))).containsExactly("migrate", "maphealth");
        assertThat(pod.at("/spec/initContainers/1/restartPolicy").asText()).isEqualTo("Always");
        assertThat(pod.at("/spec/initContainers/1").has("startupProbe")).isFalse();
        assertThat(names(pod.at("/spec/containers"))).containsExactly("app");
    }

    @Test
    void theSidecarHasEveryFieldThatPodSecurityRestrictedAsksFor() {
        JsonNode context = sidecar(injected(annotated("{'maphealth.io/monitor':'default'}")))
                .get("securityContext");

        assertThat(context.get("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(context.get("privileged").asBoolean(true)).isFalse();
        assertThat(context.get("runAsNonRoot").asBoolean()).isTrue();
        assertThat(context.get("runAsUser").asLong()).isEqualTo(65_532);
        assertThat(context.get("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(context.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(context.at("/capabilities").has("add")).isFalse();
    }

    @Test
    void theSidecarAlwaysAsksForCpuAndMemorySoThatAutoscalersGoOn() {
        JsonNode asked = injected(
                annotated("{'maphealth.io/monitor':'small'}"),
                Map.of("small", monitor("{'resources':{'requests':{'memory':'64Mi'}}}")));

        assertThat(sidecar(asked).at("/resources/requests/memory").asText()).isEqualTo("64Mi");
        assertThat(sidecar(asked).at("/resources/requests/cpu").asText()).isEqualTo("10m");
        assertThat(sidecar(asked).at("/resources/limits/memory").asText()).isEqualTo("256Mi");
    }

    @Test
    void annotationsAndTheTargetsOwnLimitsBecomeTheEnvironment() {
        JsonNode pod = injected("""
                {'metadata':{'annotations':{'maphealth.io/monitor':'default','maphealth.io/interval':'2m',
                   'maphealth.io/pprof-url':'http://127.0.0.1:6060/debug/pprof','maphealth.io/team':'shop'}},
                 'spec':{'containers':[{'name':'app','resources':{'limits':{'memory':'1Gi'}},
                   'livenessProbe':{'periodSeconds':5,'failureThreshold':4}}]}}""");

        assertThat(environment(sidecar(pod)))
                .contains(
                        "TARGET_CONTAINER=app",
                        "SCAN_INTERVAL_SEC=120",
                        "MAPHEALTH_LEVEL=1",
                        "MAPHEALTH_OTLP_URL=http://collector.observability:4318/v1/metrics",
                        "MAPHEALTH_MEMORY_LIMIT_BYTES=1073741824",
                        "MAPHEALTH_LIVENESS_BUDGET_SEC=20",
                        "MAPHEALTH_PPROF_URL=http://127.0.0.1:6060/debug/pprof",
                        "MAPHEALTH_TEAM=shop");
    }

    @Test
    void thresholdsOfTheMonitorBecomeTheEnvironment() {
        JsonNode pod = injected(
                annotated("{'maphealth.io/monitor':'quick'}"),
                Map.of("quick", monitor("{'thresholds':{'ghostHeldPerNeeded':2.5,'leakLeastBytes':1e9}}")));

        assertThat(environment(sidecar(pod)))
                .contains("MAPHEALTH_GHOST_HELD_PER_NEEDED=2.5", "MAPHEALTH_LEAK_LEAST_BYTES=1000000000");
    }

    @Test
    void whatTheMonitorLetsHappenToTheTargetBecomesTheEnvironment() {
        JsonNode pod = injected(
                annotated("{'maphealth.io/monitor':'deep'}"),
                Map.of(
                        "deep",
                        monitor("{'sources':{'dumpInterval':'6h','stopLimitMillis':20,'dumpOnGrowth':'take'}}")));

        assertThat(environment(sidecar(pod)))
                .contains(
                        "MAPHEALTH_DUMP_INTERVAL_SEC=21600",
                        "MAPHEALTH_STOP_LIMIT_MS=20",
                        "MAPHEALTH_DUMP_ON_GROWTH=take");
    }

    @Test
    void injectingTwiceIsInjectingOnce() {
        for (String annotations : List.of(
                "{'maphealth.io/monitor':'default'}",
                "{'maphealth.io/monitor':'deep','maphealth.io/target-user':'1000'}",
                "{'maphealth.io/monitor':'deep','maphealth.io/level':'3'}",
                "{'maphealth.io/monitor':'shallow','maphealth.io/level':'2'}")) {
            JsonNode once = result(annotated(annotations), MONITORS);

            assertThat(result(once, MONITORS)).as(annotations).isEqualTo(once);
        }
    }

    @Test
    void aStaleInjectionIsTakenOutAndDoneAnew() {
        JsonNode deep = injected(
                annotated("{'maphealth.io/monitor':'default','maphealth.io/target-user':'1000'}"),
                Map.of("default", monitor("{'level':2,'allowedLevel':2}")));
        assertThat(deep.at("/spec/shareProcessNamespace").asBoolean()).isTrue();

        JsonNode again = injected(deep, Map.of());

        assertThat(again.at("/spec").has("shareProcessNamespace")).isFalse();
        assertThat(again)
                .isEqualTo(injected(
                        annotated("{'maphealth.io/monitor':'default','maphealth.io/target-user':'1000'}"), Map.of()));
    }

    @Test
    void prometheusFindsTheSidecarByTheAnnotationsOfItsConvention() {
        JsonNode pod = injected("""
                {'metadata':{'annotations':{'maphealth.io/monitor':'default'}},
                 'spec':{'containers':[{'name':'app','ports':[{'containerPort':9464}]}]}}""");

        assertThat(pod.at("/metadata/annotations").properties())
                .contains(
                        Map.entry("prometheus.io/scrape", TextNode.valueOf("true")),
                        Map.entry("prometheus.io/port", TextNode.valueOf("9465")),
                        Map.entry("prometheus.io/path", TextNode.valueOf("/metrics")));
    }

    @Test
    void whatAPodItselfIsScrapedForStays() {
        JsonNode pod = injected(annotated("{'maphealth.io/monitor':'default','prometheus.io/port':'8080'}"));

        assertThat(pod.at("/metadata/annotations").has("prometheus.io/scrape")).isFalse();
        assertThat(pod.at("/metadata/annotations/prometheus.io~1port").asText()).isEqualTo("8080");
        assertThat(result(pod, Map.of())).isEqualTo(pod);
    }

    @Test
    void scrapeAnnotationsGoWithTheSidecar() {
        JsonNode pod = injected(annotated("{'maphealth.io/monitor':'default'}"));

        JsonNode refused = result(change(pod, "maphealth.io/monitor", "nobody"), Map.of());

        assertThat(refused.at("/spec").has("initContainers")).isFalse();
        assertThat(refused.at("/metadata/annotations").has("prometheus.io/scrape"))
                .isFalse();
    }

    @Test
    void anotherMutatorThatAddedAContainerAfterUsFindsTheSidecarLastAgain() {
        JsonNode once = injected(annotated("{'maphealth.io/monitor':'default'}"));
        once.<ArrayNode>withArray("/spec/initContainers").addObject().put("name", "istio-init");

        assertThat(names(injected(once, Map.of()).at("/spec/initContainers")))
                .containsExactly("istio-init", "maphealth");
    }

    @Test
    void levelTwoSharesProcessesAndRunsAsTheTarget() {
        JsonNode pod = injected(parse("""
                {'metadata':{'annotations':{'maphealth.io/monitor':'deep'}},
                 'spec':{'securityContext':{'runAsUser':1000,'runAsGroup':2000},
                   'containers':[{'name':'app','securityContext':{'runAsUser':1001}}]}}"""), MONITORS);

        assertThat(pod.at("/spec/shareProcessNamespace").asBoolean()).isTrue();
        assertThat(sidecar(pod).at("/securityContext/runAsUser").asLong()).isEqualTo(1001);
        assertThat(sidecar(pod).at("/securityContext/runAsGroup").asLong()).isEqualTo(2000);
        assertThat(sidecar(pod).at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(sidecar(pod).at("/securityContext/capabilities").has("add")).isFalse();
    }

    @Test
    void levelThreeIsRootWithOneCapability() {
        JsonNode context = sidecar(
                        injected(annotated("{'maphealth.io/monitor':'deep','maphealth.io/level':'3'}"), MONITORS))
                .get("securityContext");

        assertThat(context.get("runAsUser").asLong(-1)).isZero();
        assertThat(context.at("/capabilities/add/0").asText()).isEqualTo("SYS_PTRACE");
        assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(context.get("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    }

    @Test
    void processesThatThePodSharesItselfStayShared() {
        JsonNode pod = injected(parse("""
                {'metadata':{'annotations':{'maphealth.io/monitor':'deep','maphealth.io/target-user':'5'}},
                 'spec':{'shareProcessNamespace':true,'containers':[{'name':'app'}]}}"""), MONITORS);
        JsonNode refused = result(change(pod, "maphealth.io/level", "9"), MONITORS);

        assertThat(refused.at("/spec/shareProcessNamespace").asBoolean()).isTrue();
        assertThat(refused.at("/spec").has("initContainers")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            first             | {'name':'app'}, {'name':'other'}                | {}                                                  | app
            behind a sidecar  | {'name':'istio-proxy'}, {'name':'app'}          | {}                                                  | app
            default container | {'name':'web'}, {'name':'app'}                  | {'kubectl.kubernetes.io/default-container':'app'}   | app
            asked             | {'name':'web'}, {'name':'app'}                  | {'maphealth.io/container':'app'}                    | app
            only a sidecar    | {'name':'envoy'}                                | {}                                                  | envoy
            """)
    void theTargetIsTheContainerThatAPersonWouldMean(
            String shape, String containers, String annotations, String target) {
        JsonNode pod =
                parse("{'metadata':{'annotations':%s},'spec':{'containers':[%s]}}".formatted(annotations, containers));

        assertThat(environment(sidecar(injected(change(pod, "maphealth.io/monitor", "default"), Map.of()))))
                .as(shape)
                .contains("TARGET_CONTAINER=" + target);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MonitorNotFound    | {'maphealth.io/monitor':'nobody'}
            WrongLevel         | {'maphealth.io/monitor':'default','maphealth.io/level':'4'}
            WrongLevel         | {'maphealth.io/monitor':'default','maphealth.io/level':'two'}
            LevelNotAllowed    | {'maphealth.io/monitor':'default','maphealth.io/level':'2'}
            LevelNotAllowed    | {'maphealth.io/monitor':'shallow','maphealth.io/level':'3'}
            ContainerNotFound  | {'maphealth.io/monitor':'default','maphealth.io/container':'ap'}
            WrongInterval      | {'maphealth.io/monitor':'default','maphealth.io/interval':'30'}
            WrongInterval      | {'maphealth.io/monitor':'default','maphealth.io/interval':'0s'}
            WrongInterval      | {'maphealth.io/monitor':'default','maphealth.io/interval':'25h'}
            WrongRuntime       | {'maphealth.io/monitor':'default','maphealth.io/runtime':'java'}
            WrongUrl           | {'maphealth.io/monitor':'default','maphealth.io/pprof-url':'127.0.0.1:6060'}
            WrongUrl           | {'maphealth.io/monitor':'default','maphealth.io/heapdump-url':'file:///etc/passwd'}
            WrongUrl           | {'maphealth.io/monitor':'default','maphealth.io/exporter-url':'http://user:secret@localhost/'}
            WrongUrl           | {'maphealth.io/monitor':'default','maphealth.io/exporter-url':'http://['}
            WrongTeam          | {'maphealth.io/monitor':'default','maphealth.io/team':'the shop'}
            WrongTargetUid     | {'maphealth.io/monitor':'deep','maphealth.io/target-user':'root'}
            TargetUidUnknown   | {'maphealth.io/monitor':'deep'}
            TargetIsRoot       | {'maphealth.io/monitor':'deep','maphealth.io/target-user':'0'}
            WrongThreshold     | {'maphealth.io/monitor':'typo'}
            WrongThreshold     | {'maphealth.io/monitor':'extreme'}
            """)
    void everyMistakeHasItsReasonAndLeavesThePodAsItIs(Reason reason, String annotations) {
        JsonNode pod = annotated(annotations);

        Injection injection = Pods.injector(MONITORS).inject(pod, "shop", Optional.empty());

        assertThat(injection).isInstanceOf(Injection.Refused.class);
        assertThat(injection.reason()).isEqualTo(reason);
        Injection.Refused refused = (Injection.Refused) injection;
        assertThat(refused.pod().get("spec")).isEqualTo(pod.get("spec"));
        assertThat(refused.pod()
                        .at("/metadata/annotations")
                        .get("maphealth.io/status")
                        .asText())
                .isEqualTo(refused.message())
                .startsWith(reason + ": ")
                .doesNotContain("\n");
    }

    @Test
    void anUnknownAnnotationIsSaidButDoesNoHarm() {
        Injection injection = Pods.injector(Map.of())
                .inject(
                        annotated("{'maphealth.io/monitor':'default','maphealth.io/intervall':'5s'}"),
                        "shop",
                        Optional.empty());

        assertThat(injection)
                .isInstanceOfSatisfying(
                        Injection.Injected.class,
                        it -> assertThat(it.warnings())
                                .containsExactly("UnknownAnnotation: nobody reads maphealth.io/intervall"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NotAsked           | shop        | {}
            TurnedOff          | shop        | {'maphealth.io/monitor':'off'}
            NamespaceExcluded  | kube-system | {'maphealth.io/monitor':'default'}
            NamespaceExcluded  | maphealth   | {'maphealth.io/monitor':'default'}
            MirrorPod          | shop        | {'maphealth.io/monitor':'default','kubernetes.io/config.mirror':'1'}
            """)
    void otherPodsAreLeftAlone(Reason reason, String namespace, String annotations) {
        assertThat(Pods.injector(Map.of()).inject(annotated(annotations), namespace, Optional.empty()))
                .isEqualTo(new Injection.LeftAlone(reason));
    }

    @Test
    void theNamespacesMonitorHoldsForPodsThatNameNone() {
        Injector injector = Pods.injector(Map.of());

        assertThat(injector.inject(annotated("{}"), "shop", Optional.of("default"))
                        .reason())
                .isEqualTo(Reason.Injected);
        assertThat(injector.inject(annotated("{'maphealth.io/monitor':'off'}"), "shop", Optional.of("default"))
                        .reason())
                .isEqualTo(Reason.TurnedOff);
    }

    @Test
    void aPodOnTheNodesNetworkTakesNoPortOfTheNode() {
        JsonNode sidecar = sidecar(injected("""
                {'metadata':{'annotations':{'maphealth.io/monitor':'default'}},
                 'spec':{'hostNetwork':true,'containers':[{'name':'app'}]}}"""));

        assertThat(sidecar.has("ports")).isFalse();
        assertThat(environment(sidecar)).contains("MAPHEALTH_HTTP_PORT=0");
    }

    @Test
    void aPortThatThePodUsesItselfIsNotTaken() {
        JsonNode sidecar = sidecar(injected("""
                {'metadata':{'annotations':{'maphealth.io/monitor':'default'}},
                 'spec':{'containers':[{'name':'app','ports':[{'containerPort':9464}]}]}}"""));

        assertThat(sidecar.at("/ports/0/containerPort").asInt()).isEqualTo(9465);
    }

    @Test
    void fieldsOfALaterKubernetesStayAsTheyAre() {
        JsonNode pod = injected("""
                {'metadata':{'annotations':{'maphealth.io/monitor':'default'}},'later':[1],
                 'spec':{'quantum':{'cats':2},'containers':[{'name':'app','resources':{'limits':{'memory':'1024Mi'}}}]}}""");

        assertThat(pod.at("/spec/quantum/cats").asInt()).isEqualTo(2);
        assertThat(pod.at("/later/0").asInt()).isEqualTo(1);
        assertThat(pod.at("/spec/containers/0/resources/limits/memory").asText())
                .isEqualTo("1024Mi");
    }

    private static JsonNode injected(String pod) {
        return injected(parse(pod), Map.of());
    }

    private static JsonNode injected(JsonNode pod) {
        return injected(pod, Map.of());
    }

    private static JsonNode injected(JsonNode pod, Map<String, MapMonitorSpec> monitors) {
        Injection injection = Pods.injector(monitors).inject(pod, "shop", Optional.empty());
        assertThat(injection).isInstanceOf(Injection.Injected.class);
        return ((Injection.Injected) injection).pod();
    }

    private static JsonNode result(JsonNode pod, Map<String, MapMonitorSpec> monitors) {
        return switch (Pods.injector(monitors).inject(pod, "shop", Optional.empty())) {
            case Injection.Injected it -> it.pod();
            case Injection.Refused it -> it.pod();
            case Injection.LeftAlone _ -> pod;
        };
    }

    private static JsonNode change(JsonNode pod, String annotation, String value) {
        JsonNode changed = pod.deepCopy();
        changed.withObject("/metadata/annotations").put(annotation, value);
        return changed;
    }

    private static JsonNode sidecar(JsonNode pod) {
        JsonNode containers = pod.at("/spec/initContainers");
        return containers.get(containers.size() - 1);
    }

    private static List<String> environment(JsonNode container) {
        List<String> variables = new ArrayList<>();
        container
                .get("env")
                .forEach(it -> variables.add(
                        it.get("name").asText() + "=" + it.path("value").asText()));
        return variables;
    }

    private static List<String> names(JsonNode containers) {
        List<String> names = new ArrayList<>();
        containers.forEach(it -> names.add(it.get("name").asText()));
        return names;
    }
}
