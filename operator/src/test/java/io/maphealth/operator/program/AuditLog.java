package io.maphealth.operator.program;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What the API server wrote down about the requests of one user.
record AuditLog(List<JsonNode> requests) {
    private static final String USER = "system:serviceaccount:maphealth:maphealth-operator";

    static AuditLog read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return new AuditLog(lines.map(AuditLog::parsed)
                    .filter(it -> it.at("/user/username").asText().equals(USER))
                    .toList());
        }
    }

    /// Requests that its roles do not allow.
    List<String> denied() {
        return requests.stream()
                .filter(it -> it.at("/responseStatus/code").asInt() == 403)
                .map(AuditLog::right)
                .distinct()
                .toList();
    }

    /// Every right that was used, as `verb group/resource`.
    Set<String> used() {
        Set<String> used = new TreeSet<>();
        requests.forEach(it -> used.add(right(it)));
        return used;
    }

    /// Every right that roles give, in the same words.
    static Set<String> given(ClusterRole everywhere, Role here) {
        Set<String> given = new TreeSet<>();
        Stream.concat(everywhere.getRules().stream(), here.getRules().stream()).forEach(rule -> addRights(rule, given));
        return given;
    }

    private static void addRights(PolicyRule rule, Set<String> rights) {
        for (String group : rule.getApiGroups()) {
            for (String resource : rule.getResources()) {
                rule.getVerbs().forEach(verb -> rights.add(verb + " " + group + "/" + resource));
            }
        }
    }

    private static String right(JsonNode request) {
        JsonNode of = request.path("objectRef");
        String sub = of.path("subresource").asText();
        return request.path("verb").asText() + " " + of.path("apiGroup").asText() + "/"
                + of.path("resource").asText() + (sub.isEmpty() ? "" : "/" + sub);
    }

    private static JsonNode parsed(String line) {
        try {
            return Wiring.JSON.readTree(line);
        } catch (IOException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
