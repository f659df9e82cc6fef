package io.maphealth.sidecar.config;

import io.maphealth.core.detect.Threshold;
import io.maphealth.core.detect.Thresholds;
import io.maphealth.core.detect.WrongThresholdException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Everything that the sidecar can be told, from its environment. `unknown` are variables with our prefix that nobody
/// reads.
public record SidecarConfig(
        TargetConfig target,
        Duration scanInterval,
        Endpoints endpoints,
        DumpConfig dumps,
        Reporting reporting,
        Thresholds thresholds,
        List<String> unknown) {

    /// Reads the whole environment.
    ///
    /// @throws WrongConfigException for the first variable whose value is not allowed
    public static SidecarConfig of(Map<String, String> environment) throws WrongConfigException {
        Environment variables = new Environment(environment);
        return new SidecarConfig(
                target(variables),
                variables.get(Variables.SCAN_INTERVAL),
                endpoints(variables),
                dumps(variables),
                reporting(variables),
                thresholds(variables),
                variables.unknown(Variables.all()));
    }

    /// Whether nothing is set to look at, so that only an exporter may turn up.
    public boolean looksAtNothing() {
        return endpoints.pprof().isEmpty()
                && endpoints.exporter().isEmpty()
                && endpoints.heapdump().isEmpty()
                && dumps.folder().isEmpty()
                && target.level() == Level.HTTP;
    }

    private static TargetConfig target(Environment variables) throws WrongConfigException {
        return new TargetConfig(
                optionalLong(variables, Variables.TARGET_PID),
                variables.find(Variables.TARGET_CONTAINER),
                variables.find(Variables.TARGET_PROCESS),
                variables.get(Variables.RUNTIME),
                variables.get(Variables.LEVEL),
                variables.get(Variables.STOP_LIMIT),
                optionalLong(variables, Variables.MEMORY_LIMIT));
    }

    private static Endpoints endpoints(Environment variables) throws WrongConfigException {
        return new Endpoints(
                variables.find(Variables.PPROF_URL),
                variables.find(Variables.EXPORTER_URL),
                variables.get(Variables.EXPORTER_DISCOVERY),
                variables.find(Variables.HEAPDUMP_URL),
                credentials(variables));
    }

    private static Credentials credentials(Environment variables) throws WrongConfigException {
        Credentials credentials = new Credentials(
                variables.find(Variables.BEARER_TOKEN_FILE),
                variables.find(Variables.BASIC_USER),
                variables.find(Variables.BASIC_PASSWORD_FILE));
        if (credentials.basicUser().isPresent()
                != credentials.basicPasswordFile().isPresent()) {
            throw new WrongConfigException("MAPHEALTH_BASIC_USER and MAPHEALTH_BASIC_PASSWORD_FILE go together:"
                    + " allowed is to set both or none");
        }
        if (credentials.basicUser().isPresent() && credentials.bearerTokenFile().isPresent()) {
            throw new WrongConfigException(
                    "MAPHEALTH_BEARER_TOKEN_FILE and MAPHEALTH_BASIC_USER are both set;" + " allowed is one of them");
        }
        return credentials;
    }

    private static DumpConfig dumps(Environment variables) throws WrongConfigException {
        return new DumpConfig(
                variables.find(Variables.DUMP_FOLDER),
                variables.get(Variables.DUMP_QUOTA),
                variables.find(Variables.DUMP_INTERVAL),
                variables.get(Variables.LIVENESS_BUDGET),
                variables.get(Variables.DUMP_COOL_DOWN),
                variables.get(Variables.DUMP_POLICY));
    }

    private static Reporting reporting(Environment variables) throws WrongConfigException {
        return new Reporting(
                Math.toIntExact(variables.get(Variables.HTTP_PORT)),
                operator(variables),
                variables.find(Variables.TEAM),
                variables.find(Variables.OTLP_URL));
    }

    private static Optional<OperatorConfig> operator(Environment variables) throws WrongConfigException {
        Optional<URI> url = variables.find(Variables.OPERATOR_URL);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new OperatorConfig(
                url.get(),
                kept(variables, Variables.OPERATOR_TOKEN, Variables.OPERATOR_TOKEN_FILE),
                kept(variables, Variables.OPERATOR_CA, Variables.OPERATOR_CA_FILE),
                variables.get(Variables.NAMESPACE),
                variables.get(Variables.POD),
                variables.find(Variables.POD_UID).orElse("")));
    }

    private static Kept kept(Environment variables, Variable<String> text, Variable<Path> file)
            throws WrongConfigException {
        Optional<String> given = variables.find(text);
        return given.isPresent() ? new Kept.Given(given.get()) : new Kept.InFile(variables.get(file));
    }

    private static Thresholds thresholds(Environment variables) throws WrongConfigException {
        Thresholds thresholds = Thresholds.DEFAULTS;
        for (Threshold threshold : Threshold.values()) {
            Optional<Double> value = variables.find(Variables.of(threshold));
            if (value.isPresent()) {
                thresholds = with(thresholds, threshold, value.get());
            }
        }
        return thresholds;
    }

    private static Thresholds with(Thresholds thresholds, Threshold threshold, double value)
            throws WrongConfigException {
        try {
            return thresholds.with(threshold, value);
        } catch (WrongThresholdException wrong) {
            throw new WrongConfigException(Variables.of(threshold).name() + ": " + wrong.getMessage());
        }
    }

    private static OptionalLong optionalLong(Environment variables, Variable<Long> variable)
            throws WrongConfigException {
        return variables.find(variable).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
