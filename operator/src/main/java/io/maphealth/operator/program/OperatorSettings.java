package io.maphealth.operator.program;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What the operator is told by its environment; the chart sets all of it.
///
/// `certificates` is the folder of `tls.crt`, `tls.key` and `ca.crt`; the operator fills it itself when
/// `ownCertificates`, else cert-manager does. `otlp` is where an OpenTelemetry collector takes metrics.
public record OperatorSettings(
        String namespace,
        String pod,
        String service,
        String webhook,
        String sidecarImage,
        String sidecarPullPolicy,
        int allowedLevel,
        boolean scrapeAnnotations,
        Path certificates,
        boolean ownCertificates,
        Optional<URI> otlp) {

    /// From the variables of the environment.
    public static OperatorSettings of(Map<String, String> environment) {
        return new OperatorSettings(
                text(environment, "MAPHEALTH_NAMESPACE", "maphealth"),
                text(environment, "MAPHEALTH_POD", "maphealth-operator"),
                text(environment, "MAPHEALTH_SERVICE", "maphealth-operator"),
                text(environment, "MAPHEALTH_WEBHOOK", "maphealth"),
                text(environment, "MAPHEALTH_SIDECAR_IMAGE", "maphealth/sidecar:development"),
                text(environment, "MAPHEALTH_SIDECAR_PULL_POLICY", "IfNotPresent"),
                Integer.parseInt(text(environment, "MAPHEALTH_ALLOWED_LEVEL", "1")),
                Boolean.parseBoolean(text(environment, "MAPHEALTH_SCRAPE_ANNOTATIONS", "true")),
                Path.of(text(environment, "MAPHEALTH_CERTIFICATES", "/tmp/maphealth-certificates")),
                Boolean.parseBoolean(text(environment, "MAPHEALTH_OWN_CERTIFICATES", "true")),
                Optional.of(text(environment, "MAPHEALTH_OTLP_URL", ""))
                        .filter(it -> !it.isEmpty())
                        .map(URI::create));
    }

    /// Where sidecars report to: the first name of the Service that every pod can resolve.
    public String url() {
        return "https://" + host() + ":8443";
    }

    /// The name in the certificate.
    public String host() {
        return service + "." + namespace + ".svc";
    }

    private static String text(Map<String, String> environment, String name, String standard) {
        return Optional.ofNullable(environment.get(name))
                .filter(it -> !it.isBlank())
                .orElse(standard);
    }
}
