package io.maphealth.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;

/// Whom findings concern.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Routing(
        @JsonPropertyDescription("The team that owns the workloads")
        @Pattern("^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$")
        String team,

        @JsonPropertyDescription("Who is told of them, where the Prometheus Operator is: the URL of a webhook, or"
                + " webhook:SECRET/KEY, slack:SECRET/KEY or pagerduty:SECRET/KEY, a key of a Secret of this namespace")
        @Pattern("^(https?://[^@\\s]+|" + KEY_OF_SECRET + ")$")
        String receiver) {

    /// Three groups: what kind of receiver, the Secret's name, the key in it.
    public static final String KEY_OF_SECRET =
            "(webhook|slack|pagerduty):([a-z0-9][-a-z0-9.]{0,252})/([-._a-zA-Z0-9]{1,253})";

    public static final Routing NOBODY = new Routing("", "");

    public Routing {
        team = Absent.text(team, "");
        receiver = Absent.text(receiver, "");
    }
}
