package io.maphealth.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/// URLs of a target's own answers, when a heap dump is asked for, and for how long a target may be stopped;
/// what is empty or 0 is not done.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.pprofUrl) || isURL(self.pprofUrl) && url(self.pprofUrl).getHostname() != ''",
        message = "pprofUrl must be a URL with a host")
@ValidationRule(
        value = "!has(self.exporterUrl) || isURL(self.exporterUrl) && url(self.exporterUrl).getHostname() != ''",
        message = "exporterUrl must be a URL with a host")
@ValidationRule(
        value = "!has(self.heapdumpUrl) || isURL(self.heapdumpUrl) && url(self.heapdumpUrl).getHostname() != ''",
        message = "heapdumpUrl must be a URL with a host")
@ValidationRule(
        value = "!has(self.dumpInterval) || duration(self.dumpInterval) <= duration('24h')",
        message = "dumpInterval must not be above 24h")
public record Sources(
        @JsonPropertyDescription("net/http/pprof, such as http://127.0.0.1:6060/debug/pprof")
        @Pattern(URL)
        @Size(max = MOST_URL)
        String pprofUrl,

        @JsonPropertyDescription("A maphealth exporter, such as http://127.0.0.1:8080/debug/maps")
        @Pattern(URL)
        @Size(max = MOST_URL)
        String exporterUrl,

        @JsonPropertyDescription("Spring Boot's heap dump, such as http://127.0.0.1:8080/actuator/heapdump")
        @Pattern(URL)
        @Size(max = MOST_URL)
        String heapdumpUrl,

        @JsonPropertyDescription("Time from one heap dump to the next; absent: none is ever asked for")
        @Pattern(MapMonitorSpec.INTERVAL)
        String dumpInterval,

        @JsonPropertyDescription(
                "How many milliseconds a Go program may stand still in a round for one map that changes"
                        + " faster than it can be read; 0 or absent: never")
        @Min(0)
        @Max(1_000)
        int stopLimitMillis,

        @JsonPropertyDescription("Where a JVM cannot be read live and class histograms show that its maps grow, or its"
                + " memory limit nears: propose a heap dump (so where absent), or take it")
        @Pattern("^(propose|take)$")
        String dumpOnGrowth) {

    /// http or https, without user and password.
    public static final String URL = "^https?://[^@\\s]+$";

    private static final long MOST_URL = 2_048;

    public static final Sources NONE = new Sources("", "", "", "", 0, "");

    public Sources {
        pprofUrl = Absent.text(pprofUrl, "");
        exporterUrl = Absent.text(exporterUrl, "");
        heapdumpUrl = Absent.text(heapdumpUrl, "");
        dumpInterval = Absent.text(dumpInterval, "");
        dumpOnGrowth = Absent.text(dumpOnGrowth, "");
    }
}
