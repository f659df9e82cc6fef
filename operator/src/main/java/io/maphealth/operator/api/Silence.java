package io.maphealth.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// Findings that stay in the status but cause no Event, condition or alert: of one site, and of one kind or of all.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Silence(
        @JsonPropertyDescription("Part of the site's name, such as main.cache") @Required @Size(min = 1)
        String site,

        @JsonPropertyDescription("The kind of finding, such as LeakGrowth; absent: every kind")
        String finding,

        @JsonPropertyDescription("Why; for those who come later")
        String because) {

    public Silence {
        site = Absent.text(site, "");
        finding = Absent.text(finding, "");
        because = Absent.text(because, "");
    }

    /// Whether it covers a finding.
    public boolean covers(SiteFinding found) {
        return found.site().contains(site) && (finding.isEmpty() || finding.equals(found.kind()));
    }
}
