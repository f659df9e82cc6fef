package io.maphealth.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which fields a document has, values aside: `maps[shop.carts].count`. Members of a list go by their owner.
final class Fields {
    private final SortedSet<String> found = new TreeSet<>();

    private Fields() {}

    static SortedSet<String> of(JsonNode document) {
        Fields fields = new Fields();
        fields.visit("", document);
        return fields.found;
    }

    private void visit(String path, JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(field -> visit(path + "." + field.getKey(), field.getValue()));
        } else if (node.isArray()) {
            found.add(path);
            node.forEach(member -> visit(path + "[" + member.path("owner").asText() + "]", member));
        } else {
            found.add(path);
        }
    }
}
