package io.maphealth.sidecar.config;

import static io.maphealth.sidecar.config.Variable.optional;
import static io.maphealth.sidecar.config.Variable.withDefault;

import io.maphealth.core.detect.Threshold;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Every variable that the sidecar reads, once: parsing and the reference page both come from here.
final class Variables {
    static final Variable<Long> TARGET_PID = optional(
            "TARGET_PID",
            Form.wholeNumber(1, 4_194_304),
            "Process id of the target in the process namespace of the sidecar. When the process ends or its id goes to"
                    + " another, the sidecar says so and waits for a new one.");
    static final Variable<String> TARGET_CONTAINER = optional(
            "TARGET_CONTAINER",
            Form.text("a container's name"),
            "Container of the target; names it in logs and metrics. In a shared process namespace without `TARGET_PID`"
                    + " the process of this name is the target, or the only process that belongs to another container.");
    static final Variable<String> TARGET_PROCESS = optional(
            "TARGET_PROCESS",
            Form.text("the name of a program, as `ps -o comm` shows it"),
            "Program to look for in a shared process namespace where it is not named like its container.");
    static final Variable<Duration> SCAN_INTERVAL = withDefault(
            "SCAN_INTERVAL_SEC", Form.seconds(1, 86_400), "30", "Time from the start of one round to the next.");
    static final Variable<RuntimeChoice> RUNTIME = withDefault(
            "MAPHEALTH_RUNTIME",
            Form.oneOf(RuntimeChoice.values(), RuntimeChoice::label),
            "auto",
            "Language runtime of the target; `auto` sees it from the process.");
    static final Variable<Level> LEVEL = withDefault(
            "MAPHEALTH_LEVEL",
            Form.oneOf(Level.values(), Level::label),
            "1",
            "How close the sidecar may come: 1 HTTP only; 2 memory of a process of its own user in a shared process"
                    + " namespace, attaching to a JVM; 3 processes of other users (SYS_PTRACE).");
    static final Variable<Duration> STOP_LIMIT = withDefault(
            "MAPHEALTH_STOP_LIMIT_MS",
            Form.milliseconds(0, 1_000),
            "0",
            "How long a Go program may stand still (ptrace) in a round for one map that changes faster than it can be read;"
                    + " one that would take longer is left alone. 0: never.");
    static final Variable<Long> MEMORY_LIMIT = optional(
            "MAPHEALTH_MEMORY_LIMIT_BYTES",
            Form.wholeNumber(1, Long.MAX_VALUE),
            "Memory limit of the target's container; gives the time to the limit and scales what counts as much."
                    + " Not set: that of the target's cgroup, where its process can be seen.");
    static final Variable<URI> PPROF_URL = optional(
            "MAPHEALTH_PPROF_URL",
            Form.url("http://127.0.0.1:6060/debug/pprof"),
            "Where the target serves net/http/pprof.");
    static final Variable<URI> EXPORTER_URL = optional(
            "MAPHEALTH_EXPORTER_URL",
            Form.url("http://127.0.0.1:8080/debug/maps"),
            "Where the target serves the census of a maphealth exporter. Not set: on port 9465 of this network"
                    + " namespace, if one turns up there.");
    static final Variable<Discovery> EXPORTER_DISCOVERY = withDefault(
            "MAPHEALTH_EXPORTER_DISCOVERY",
            Form.oneOf(Discovery.values(), Discovery::label),
            "on",
            "Whether http://127.0.0.1:9465/debug/maps is tried before each round where `MAPHEALTH_EXPORTER_URL` is not"
                    + " set.");
    static final Variable<URI> HEAPDUMP_URL = optional(
            "MAPHEALTH_HEAPDUMP_URL",
            Form.url("http://127.0.0.1:8080/actuator/heapdump"),
            "Where the target serves a heap dump (Spring Boot actuator). Asked every `MAPHEALTH_DUMP_INTERVAL_SEC`.");
    static final Variable<Path> BEARER_TOKEN_FILE = optional(
            "MAPHEALTH_BEARER_TOKEN_FILE",
            Form.path("the path of a file"),
            "File with the bearer token for the target's endpoints; read at each use.");
    static final Variable<String> BASIC_USER = optional(
            "MAPHEALTH_BASIC_USER", Form.text("a user's name"), "User for basic authentication at the endpoints.");
    static final Variable<Path> BASIC_PASSWORD_FILE = optional(
            "MAPHEALTH_BASIC_PASSWORD_FILE",
            Form.path("the path of a file"),
            "File with the password of `MAPHEALTH_BASIC_USER`; read at each use.");
    static final Variable<Path> DUMP_FOLDER = optional(
            "MAPHEALTH_DUMP_FOLDER",
            Form.path("the path of a folder"),
            "Folder for heap dumps: one that appears there is read once it is complete, one that is asked for is"
                    + " written there and deleted after use.");
    static final Variable<Long> DUMP_QUOTA = withDefault(
            "MAPHEALTH_DUMP_QUOTA_MIB", Form.mebibytes(1), "4096", "What dumps may take in the folder, in MiB.");
    static final Variable<Duration> DUMP_INTERVAL = optional(
            "MAPHEALTH_DUMP_INTERVAL_SEC",
            Form.seconds(1, 604_800),
            "Time from one heap dump to the next. Not set: none is ever asked for.");
    static final Variable<DumpPolicy> DUMP_POLICY = withDefault(
            "MAPHEALTH_DUMP_ON_GROWTH",
            Form.oneOf(DumpPolicy.values(), DumpPolicy::label),
            "propose",
            "What is done when class histograms, which are polled where a JVM cannot be read live, show that maps grow or"
                    + " the memory limit nears: `propose` a heap dump, or `take` it.");
    static final Variable<Duration> LIVENESS_BUDGET = withDefault(
            "MAPHEALTH_LIVENESS_BUDGET_SEC",
            Form.seconds(1, 3_600),
            "30",
            "How long the target may stand still before it is killed (period x failureThreshold of its liveness"
                    + " probe). A dump that would take longer is refused.");
    static final Variable<Duration> DUMP_COOL_DOWN = withDefault(
            "MAPHEALTH_DUMP_COOL_DOWN_SEC",
            Form.seconds(0, 604_800),
            "600",
            "Least time between two dumps of the target, whoever asks.");
    static final Variable<Long> HTTP_PORT = withDefault(
            "MAPHEALTH_HTTP_PORT",
            Form.wholeNumber(0, 65_535),
            "9464",
            "Port of `/metrics`, `/healthz`, `/readyz` and `/api`; 0 takes any free one and logs it.");
    static final Variable<URI> OTLP_URL = optional(
            "MAPHEALTH_OTLP_URL",
            Form.url("http://collector:4318/v1/metrics"),
            "Where an OpenTelemetry collector takes metrics (OTLP over HTTP); it gets in every round what `/metrics` shows."
                    + " Not set: none are sent.");
    static final Variable<URI> OPERATOR_URL = optional(
            "MAPHEALTH_OPERATOR_URL",
            Form.url("https://maphealth-operator.maphealth:8443"),
            "Where the operator takes reports. Not set: none are sent.");
    static final Variable<Path> OPERATOR_TOKEN_FILE = withDefault(
            "MAPHEALTH_OPERATOR_TOKEN_FILE",
            Form.path("the path of a file"),
            "/var/run/maphealth/token",
            "File with the pod's token for the operator; read at each use.");
    static final Variable<Path> OPERATOR_CA_FILE = withDefault(
            "MAPHEALTH_OPERATOR_CA_FILE",
            Form.path("the path of a file"),
            "/var/run/maphealth/ca.crt",
            "File with the authorities that sign the operator's certificate; read at each use.");
    static final Variable<String> OPERATOR_TOKEN = optional(
            "MAPHEALTH_OPERATOR_TOKEN",
            Form.document("a token"),
            "The pod's pass for the operator, given to a sidecar that is attached to a running pod; goes before"
                    + " `MAPHEALTH_OPERATOR_TOKEN_FILE`.");
    static final Variable<String> OPERATOR_CA = optional(
            "MAPHEALTH_OPERATOR_CA",
            Form.document("certificates as PEM"),
            "The authorities that sign the operator's certificate; goes before `MAPHEALTH_OPERATOR_CA_FILE`.");
    static final Variable<String> NAMESPACE = withDefault(
            "MAPHEALTH_NAMESPACE", Form.text("a namespace"), "default", "Namespace of this pod; said in reports.");
    static final Variable<String> POD =
            withDefault("MAPHEALTH_POD", Form.text("a pod's name"), "unknown", "Name of this pod; said in reports.");
    static final Variable<String> POD_UID =
            optional("MAPHEALTH_POD_UID", Form.text("a pod's uid"), "Uid of this pod; said in reports.");
    static final Variable<String> TEAM = optional(
            "MAPHEALTH_TEAM", Form.text("a team's name"), "Team that owns the workload; said with every finding.");

    private static final List<Variable<?>> PLAIN = List.of(
            TARGET_PID,
            TARGET_CONTAINER,
            TARGET_PROCESS,
            SCAN_INTERVAL,
            RUNTIME,
            LEVEL,
            STOP_LIMIT,
            MEMORY_LIMIT,
            PPROF_URL,
            EXPORTER_URL,
            EXPORTER_DISCOVERY,
            HEAPDUMP_URL,
            BEARER_TOKEN_FILE,
            BASIC_USER,
            BASIC_PASSWORD_FILE,
            DUMP_FOLDER,
            DUMP_QUOTA,
            DUMP_INTERVAL,
            DUMP_POLICY,
            LIVENESS_BUDGET,
            DUMP_COOL_DOWN,
            HTTP_PORT,
            OTLP_URL,
            OPERATOR_URL,
            OPERATOR_TOKEN_FILE,
            OPERATOR_CA_FILE,
            OPERATOR_TOKEN,
            OPERATOR_CA,
            NAMESPACE,
            POD,
            POD_UID,
            TEAM);

    private static final String THRESHOLD_PREFIX = "MAPHEALTH_";

    private Variables() {}

    /// In the order of the reference page.
    static List<Variable<?>> all() {
        List<Variable<?>> all = new ArrayList<>(PLAIN);
        for (Threshold threshold : Threshold.values()) {
            all.add(of(threshold));
        }
        return List.copyOf(all);
    }

    /// Called as the threshold is, with our prefix.
    static Variable<Double> of(Threshold threshold) {
        Form<Double> form =
                Form.number(threshold.range().least(), threshold.range().most());
        return withDefault(
                THRESHOLD_PREFIX + threshold.name(),
                new Form<>(form.allowed() + " (" + threshold.unit() + ")", form.read()),
                Form.plain(threshold.standard()),
                threshold.meaning());
    }
}
