package io.maphealth.sidecar.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.maphealth.core.Finding;
import io.maphealth.core.SourceKind;
import io.maphealth.core.Verdict;
import java.io.IOException;
import java.util.Map;

/// A finding as the fields of an object, named as in the census JSON, with the source that it comes from.
public final class FindingFields {
    private FindingFields() {}

    public static void write(JsonGenerator json, SourceKind source, Finding finding) throws IOException {
        Verdict verdict = finding.verdict();
        json.writeStringField("source", source.label());
        json.writeStringField("kind", finding.kind());
        json.writeStringField("severity", verdict.severity().label());
        json.writeNumberField("confidence", verdict.confidence());
        json.writeStringField("site", verdict.site().name());
        json.writeStringField("type", verdict.site().type());
        if (verdict.site().owner().isPresent()) {
            json.writeStringField("owner", verdict.site().owner().get());
        }
        if (verdict.map().isPresent()) {
            json.writeStringField("map", verdict.map().get());
        }
        json.writeStringField("since", verdict.since().toString());
        json.writeStringField("summary", finding.summary());
        json.writeObjectFieldStart("evidence");
        for (Map.Entry<String, Number> figure : finding.evidence().entrySet()) {
            writeNumber(json, figure.getKey(), figure.getValue());
        }
        json.writeEndObject();
    }

    private static void writeNumber(JsonGenerator json, String name, Number number) throws IOException {
        if (number instanceof Long whole) {
            json.writeNumberField(name, whole);
        } else {
            json.writeNumberField(name, number.doubleValue());
        }
    }
}
