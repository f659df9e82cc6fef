package io.maphealth.operator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrunedStoreTest {
    private static final String TEMPLATE = """
            {metadata: {annotations: {maphealth.io/monitor: default}}, spec: {containers: [{name: app, image: large}]}}""";

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            apps/v1,  Deployment,  "{template: TEMPLATE}"
            apps/v1,  StatefulSet, "{template: TEMPLATE}"
            apps/v1,  DaemonSet,   "{template: TEMPLATE}"
            batch/v1, Job,         "{template: TEMPLATE}"
            batch/v1, CronJob,     "{jobTemplate: {spec: {template: TEMPLATE}}}"
            """)
    void whatItsPodsAreMadeOfGoesAndWhatTheyAskForStays(String apiVersion, String kind, String spec) {
        HasMetadata read = new KubernetesSerialization()
                .unmarshal("""
                apiVersion: %s
                kind: %s
                metadata:
                  namespace: shop
                  name: app
                  resourceVersion: "7"
                  managedFields: [{manager: maphealth}, {manager: kubectl}]
                spec: %s
                """.formatted(apiVersion, kind, spec.replace("TEMPLATE", TEMPLATE)));
        PrunedStore<HasMetadata> store = new PrunedStore<>();

        store.put(store.getKey(read), read);

        JsonNode kept = new ObjectMapper().valueToTree(store.get("shop/app"));
        assertThat(new Workload(kept).templateAnnotations()).containsEntry("maphealth.io/monitor", "default");
        assertThat(kept.findValuesAsText("manager")).containsExactly("maphealth");
        assertThat(kept.at("/metadata/resourceVersion").asText()).isEqualTo("7");
        assertThat(kept.toString()).doesNotContain("large");
    }
}
