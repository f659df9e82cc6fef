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

        @JsonPropertyDescription("The receiver of alerts") String receiver) {

    public static final Routing NOBODY = new Routing("", "");

    public Routing {
        team = Absent.text(team, "");
        receiver = Absent.text(receiver, "");
    }
}
