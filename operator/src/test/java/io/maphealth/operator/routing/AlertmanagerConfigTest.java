package io.maphealth.operator.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.maphealth.operator.api.MapMonitor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertmanagerConfigTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void itIsTheMonitorsOwnAndGoesWithIt() {
        JsonNode metadata = config("https://hooks.example/a").path("metadata");

        assertThat(metadata.path("name").asText()).isEqualTo("maphealth-memory");
        assertThat(metadata.path("namespace").asText()).isEqualTo("shop");
        assertThat(metadata.at("/labels/alertmanager").asText()).isEqualTo("main");
        assertThat(metadata.at("/ownerReferences/0/kind").asText()).isEqualTo("MapMonitor");
        assertThat(metadata.at("/ownerReferences/0/uid").asText()).isEqualTo("1-2-3");
    }

    @Test
    void ourAlertsOfTheTeamGoToTheReceiver() {
        JsonNode route = config("https://hooks.example/a").at("/spec/route");

        assertThat(route.path("receiver").asText()).isEqualTo("receiver");
        assertThat(route.at("/matchers/1"))
                .isEqualTo(JSON.valueToTree(Map.of("name", "team", "matchType", "=", "value", "payments")));
        String names = route.at("/matchers/0/value").asText();
        assertThat("MapLeakSuspected").matches(names);
        assertThat("MapContractBroken").matches(names);
        assertThat("MaphealthSidecarMissing").matches(names);
        assertThat("MapReduceFailed").doesNotMatch(names);
        assertThat("MapRecovered").doesNotMatch(names);
    }

    @Test
    void anAddressIsThatOfAWebhook() {
        assertThat(config("https://hooks.example/a")
                        .at("/spec/receivers/0/webhookConfigs/0/url")
                        .asText())
                .isEqualTo("https://hooks.example/a");
    }

    @ParameterizedTest
    @CsvSource({
        "webhook:hooks/url, webhookConfigs, urlSecret",
        "slack:hooks/url, slackConfigs, apiURL",
        "pagerduty:hooks/url, pagerdutyConfigs, routingKey"
    })
    void whatIsSecretStaysInItsSecret(String receiver, String list, String field) {
        assertThat(config(receiver).at("/spec/receivers/0/" + list + "/0/" + field))
                .isEqualTo(JSON.valueToTree(Map.of("name", "hooks", "key", "url")));
    }

    private static JsonNode config(String receiver) {
        MapMonitor monitor = JSON.convertValue(
                Map.of(
                        "apiVersion",
                        "maphealth.io/v1alpha1",
                        "kind",
                        "MapMonitor",
                        "metadata",
                        Map.of("name", "memory", "namespace", "shop", "uid", "1-2-3"),
                        "spec",
                        Map.of("routing", Map.of("team", "payments", "receiver", receiver))),
                MapMonitor.class);
        return JSON.valueToTree(
                AlertmanagerConfig.of(monitor, new RoutingSettings(true, Map.of("alertmanager", "main"))));
    }
}
