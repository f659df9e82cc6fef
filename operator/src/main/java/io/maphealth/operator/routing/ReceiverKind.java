package io.maphealth.operator.routing;

/// What can receive alerts, and where an AlertmanagerConfig says so (its API reference, v1alpha1 Receiver): the list of
/// such receivers, and the field for the key of a Secret.
enum ReceiverKind {
    webhook("webhookConfigs", "urlSecret"),
    slack("slackConfigs", "apiURL"),
    pagerduty("pagerdutyConfigs", "routingKey");

    private final String list;
    private final String secretField;

    ReceiverKind(String list, String secretField) {
        this.list = list;
        this.secretField = secretField;
    }

    String list() {
        return list;
    }

    String secretField() {
        return secretField;
    }
}
