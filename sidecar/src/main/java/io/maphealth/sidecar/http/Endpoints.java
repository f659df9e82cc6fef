package io.maphealth.sidecar.http;

import io.maphealth.core.Census;
import io.maphealth.core.Finding;
import io.maphealth.core.SourceKind;
import io.maphealth.protocol.CensusDocument;
import io.maphealth.protocol.CensusWriter;
import io.maphealth.sidecar.json.FindingFields;
import io.maphealth.sidecar.json.JsonLines;
import io.maphealth.sidecar.metrics.MetricsPage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What each path answers.
record Endpoints(StatusBoard board, MetricsPage metrics) {
    private static final int DEFAULT_TOP = 50;

    Answer answer(String path, Query query) {
        return switch (path) {
            case "/metrics" -> new Answer(200, MetricsPage.CONTENT_TYPE, metrics::writeTo);
            case "/healthz" -> board.healthy() ? Answer.text(200, "ok") : Answer.text(503, "the loop stands still");
            case "/readyz" -> board.ready() ? Answer.text(200, "ok") : Answer.text(503, "no round has ended yet");
            case "/api/census" -> census(query);
            case "/api/findings" -> Answer.json(this::writeFindings);
            default ->
                Answer.text(404, "there is /metrics, /healthz, /readyz, /api/census?source=&top= and /api/findings");
        };
    }

    private Answer census(Query query) {
        OptionalInt top = query.wholeNumber("top", DEFAULT_TOP);
        if (top.isEmpty()) {
            return Answer.text(400, "top must be a whole number from 0 (all)");
        }
        Optional<String> source = query.text("source");
        if (source.isEmpty()) {
            return Answer.json(to -> writeCensuses(to, top.getAsInt()));
        }
        Map<SourceKind, Census> censuses = board.censuses();
        return Arrays.stream(SourceKind.values())
                .filter(kind -> kind.label().equals(source.get()) && censuses.containsKey(kind))
                .map(kind -> Answer.json(to -> writeCensus(kind, top.getAsInt(), to)))
                .findFirst()
                .orElse(Answer.text(404, "no source of this name has shown a census yet"));
    }

    /// All censuses by the names of their sources.
    private void writeCensuses(OutputStream to, int top) throws IOException {
        String before = "{";
        for (SourceKind source : board.censuses().keySet()) {
            to.write((before + "\"" + source.label() + "\":").getBytes(StandardCharsets.UTF_8));
            writeCensus(source, top, to);
            before = ",";
        }
        to.write(("{".equals(before) ? "{}\n" : "}\n").getBytes(StandardCharsets.UTF_8));
    }

    private void writeCensus(SourceKind source, int top, OutputStream to) throws IOException {
        Optional<Census> census = Optional.ofNullable(board.censuses().get(source));
        if (census.isPresent()) {
            List<Finding> findings = board.findings().getOrDefault(source, List.of());
            CensusWriter.compact(top).write(new CensusDocument(census.get(), findings), to);
        }
    }

    private void writeFindings(OutputStream to) throws IOException {
        JsonLines.writeObject(to, json -> {
            json.writeArrayFieldStart("findings");
            for (Map.Entry<SourceKind, List<Finding>> each : board.findings().entrySet()) {
                for (Finding finding : each.getValue()) {
                    json.writeStartObject();
                    FindingFields.write(json, each.getKey(), finding);
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
        });
    }
}
