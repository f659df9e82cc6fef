package io.maphealth.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;

/// URLs of a target's own answers, and how often a heap dump is asked for; what is empty is not polled.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Sources(
        @JsonPropertyDescription("net/http/pprof, such as http://127.0.0.1:6060/debug/pprof") @Pattern(URL)
        String pprofUrl,

        @JsonPropertyDescription("A maphealth exporter, such as http://127.0.0.1:8080/debug/maps") @Pattern(URL)
        String exporterUrl,

        @JsonPropertyDescription("Spring Boot's heap dump, such as http://127.0.0.1:8080/actuator/heapdump")
        @Pattern(URL)
        String heapdumpUrl,

        @JsonPropertyDescription("Time from one heap dump to the next; absent: none is ever asked for")
        @Pattern("^[1-9][0-9]{0,4}[smh]$")
        String dumpInterval) {

    /// http or https, without user and password.
    public static final String URL = "^https?://[^@\\s]+$";

    public static final Sources NONE = new Sources("", "", "", "");

    public Sources {
        pprofUrl = Absent.text(pprofUrl, "");
        exporterUrl = Absent.text(exporterUrl, "");
        heapdumpUrl = Absent.text(heapdumpUrl, "");
        dumpInterval = Absent.text(dumpInterval, "");
    }
}
