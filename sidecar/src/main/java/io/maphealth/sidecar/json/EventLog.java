package io.maphealth.sidecar.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.maphealth.core.detect.FindingChange;
import io.maphealth.sidecar.loop.Happening;
import io.maphealth.sidecar.loop.Listener;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// The sidecar's log: a line for each change of a finding and of the sidecar's own state, and nothing while all stays
/// as it is. No line ever holds a secret: what is logged is named here, field by field.
public record EventLog(JsonLines lines, String team) implements Listener {
    /// A change of state that has nothing to do with the loop: start, stop, a warning about the configuration.
    public void tell(Instant at, String event, Map<String, String> details) {
        lines.line(json -> {
            head(json, at, event);
            for (Map.Entry<String, String> detail : new TreeMap<>(details).entrySet()) {
                json.writeStringField(detail.getKey(), detail.getValue());
            }
        });
    }

    @Override
    public void on(Happening happening) {
        switch (happening) {
            case Happening.TargetFound found -> lines.line(json -> found(json, found));
            case Happening.TargetLost lost -> {
                tell(lost.at(), "target-lost", Map.of("message", lost.message()));
                lost.ended().forEach(this::tell);
            }
            case Happening.TargetMissing missing ->
                tell(missing.at(), "target-missing", Map.of("message", missing.message()));
            case Happening.SourceUp up ->
                tell(up.at(), "source-up", Map.of("source", up.source().label()));
            case Happening.SourceDown down -> lines.line(json -> down(json, down));
            case Happening.Judged judged -> judged.judgement().changes().forEach(this::tell);
            case Happening.Looked _, Happening.LookFailed _, Happening.RoundEnded _ -> {}
        }
    }

    /// What has become of a finding.
    public void tell(FindingChange change) {
        lines.line(json -> changed(json, change));
    }

    private static void head(JsonGenerator json, Instant at, String event) throws IOException {
        json.writeStringField("time", at.toString());
        json.writeStringField("event", event);
    }

    private static void found(JsonGenerator json, Happening.TargetFound found) throws IOException {
        head(json, found.at(), "target-found");
        json.writeNumberField("pid", found.target().pid());
        json.writeStringField("name", found.target().name());
        if (found.target().program().isPresent()) {
            json.writeStringField("program", found.target().program().get());
        }
        if (found.target().runtime().isPresent()) {
            json.writeStringField("runtime", found.target().runtime().get().label());
        }
    }

    private static void down(JsonGenerator json, Happening.SourceDown down) throws IOException {
        head(json, down.at(), "source-down");
        json.writeStringField("source", down.source().label());
        json.writeStringField("reason", down.reason().label());
        json.writeStringField("message", down.message());
        json.writeNumberField("retrySeconds", down.retryIn().toSeconds());
    }

    private void changed(JsonGenerator json, FindingChange change) throws IOException {
        head(
                json,
                change.at(),
                switch (change) {
                    case FindingChange.Opened _ -> "finding-opened";
                    case FindingChange.Changed _ -> "finding-changed";
                    case FindingChange.Ended _ -> "finding-ended";
                });
        if (!team.isEmpty()) {
            json.writeStringField("team", team);
        }
        FindingFields.write(json, change.source(), change.finding());
    }
}
