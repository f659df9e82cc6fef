package io.maphealth.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Map;

/// A finding about one site, in the words of the sidecar. `since` is an RFC 3339 time.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SiteFinding(
        String kind,
        String severity,
        String site,
        String type,
        String owner,
        String summary,

        @JsonPropertyDescription("The figures that the verdict rests on")
        Map<String, Double> evidence,

        double confidence,
        String since,

        @JsonPropertyDescription("The pods that have it; in a pod's own list: none")
        List<String> pods) {

    public SiteFinding {
        kind = Absent.text(kind, "");
        severity = Absent.text(severity, "");
        site = Absent.text(site, "");
        type = Absent.text(type, "");
        owner = Absent.text(owner, "");
        summary = Absent.text(summary, "");
        evidence = Absent.map(evidence);
        since = Absent.text(since, "");
        pods = Absent.list(pods);
    }
}
