package io.maphealth.operator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import io.maphealth.operator.Reason;
import io.maphealth.operator.inject.Injector;
import io.maphealth.operator.inject.Pods;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AdmissionDeskTest {
    private final AdmissionDesk desk = new AdmissionDesk(
            new Injector((_, _) -> Optional.empty(), Pods.SETTINGS, Pods.JSON), _ -> Optional.empty(), Pods.JSON);

    private static final String POD = """
            {'metadata':{'name':'shop','namespace':'shop','annotations':{'maphealth.io/monitor':'default',
               'maphealth.io/interval':'30s','maphealth.io/level':'1'},'ownerReferences':[{'kind':'ReplicaSet'}]},
             'spec':{'initContainers':[{'name':'a'}],'volumes':[{'name':'v','emptyDir':{}}],'hostNetwork':false,
               'containers':[{'name':'app','ports':[{'containerPort':80}],'resources':{'limits':{'memory':'1Gi'}},
                 'livenessProbe':{'periodSeconds':3},'securityContext':{'runAsUser':7}}]}}""";

    @Test
    void theAnswerCarriesThePatchThatMakesThePodLookAsDecided() throws IOException {
        AdmissionDesk.Answer answer = desk.answer(review(Pods.parse(POD)));

        assertThat(answer.reason()).isEqualTo(Reason.Injected);
        assertThat(answer.ownerKind()).isEqualTo("ReplicaSet");
        assertThat(answer.review().at("/response/uid").asText()).isEqualTo("u-1");
        assertThat(patched(Pods.parse(POD), answer)
                        .at("/spec/initContainers/1/name")
                        .asText())
                .isEqualTo("maphealth");
    }

    @Test
    void theReasonOfARefusalIsAWarningToTheOneWhoAsks() {
        JsonNode pod = Pods.parse("{'metadata':{'annotations':{'maphealth.io/monitor':'x'}},'spec':{}}");

        assertThat(desk.answer(review(pod)).review().at("/response/warnings/0").asText())
                .startsWith("maphealth: MonitorNotFound: namespace shop has no MapMonitor x");
    }

    @Test
    void noReviewIsEverDeniedAndEveryPatchAppliesTwiceAsOnce() throws IOException {
        SplittableRandom random = new SplittableRandom(20_261_121);
        int injected = 0;
        for (int i = 0; i < 1000; i++) {
            JsonNode pod = mutated(Pods.parse(POD), random);
            AdmissionDesk.Answer answer = desk.answer(review(pod));

            assertThat(answer.review().at("/response/allowed").asBoolean())
                    .as("%s", pod)
                    .isTrue();
            assertThat(answer.reason()).as("%s", pod).isNotEqualTo(Reason.InternalMistake);
            JsonNode once = patched(pod, answer);
            assertThat(patched(once, desk.answer(review(once)))).as("%s", pod).isEqualTo(once);
            injected += answer.reason() == Reason.Injected ? 1 : 0;
        }
        // or else the loop would prove nothing
        assertThat(injected).isBetween(200, 900);
    }

    @Test
    void aReviewWithoutARequestIsLetThrough() {
        for (String review : List.of("{}", "[]", "null", "{'request':{'object':7}}", "{'request':'x'}")) {
            assertThat(desk.answer(Pods.parse(review))
                            .review()
                            .at("/response/allowed")
                            .asBoolean())
                    .as(review)
                    .isTrue();
        }
    }

    private static JsonNode review(JsonNode pod) {
        ObjectNode review = Pods.JSON.createObjectNode();
        review.putObject("request").put("uid", "u-1").put("namespace", "shop").set("object", pod);
        return review;
    }

    private static JsonNode patched(JsonNode pod, AdmissionDesk.Answer answer) throws IOException {
        JsonNode response = answer.review().get("response");
        if (!response.has("patch")) {
            return pod;
        }
        assertThat(response.get("patchType").asText()).isEqualTo("JSONPatch");
        JsonNode patch = Pods.JSON.readTree(
                Base64.getDecoder().decode(response.get("patch").asText()));
        return JsonPatch.apply(patch, pod);
    }

    /// One to three places of the tree become something that does not belong there, or vanish.
    private static JsonNode mutated(JsonNode pod, SplittableRandom random) {
        JsonNode changed = pod.deepCopy();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            List<JsonNode> places = new ArrayList<>();
            collect(changed, places);
            mutate(places.get(random.nextInt(places.size())), random);
        }
        return changed;
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        if (node.isContainerNode()) {
            places.add(node);
            node.forEach(child -> collect(child, places));
        }
    }

    private static void mutate(JsonNode place, SplittableRandom random) {
        JsonNode strange = Pods.parse(List.of(
                        "null",
                        "7",
                        "-1",
                        "true",
                        "'maphealth'",
                        "{}",
                        "[]",
                        "[null]",
                        "{'a':{}}",
                        "'\\u0000é😀'",
                        "1e400")
                .get(random.nextInt(11)));
        switch (place) {
            case ObjectNode object
            when !object.isEmpty() -> {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                String name = names.get(random.nextInt(names.size()));
                if (random.nextBoolean()) {
                    object.set(name, strange);
                } else {
                    object.remove(name);
                }
            }
            case ArrayNode array when !array.isEmpty() -> array.set(random.nextInt(array.size()), strange);
            case ArrayNode array -> array.add(strange);
            case ObjectNode object -> object.set("name", strange);
            default -> throw new IllegalStateException("only containers are collected");
        }
    }
}
