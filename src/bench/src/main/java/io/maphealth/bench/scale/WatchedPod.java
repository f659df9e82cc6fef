package io.maphealth.bench.scale;

import io.maphealth.sidecar.config.Kept;
import io.maphealth.sidecar.config.OperatorConfig;
import java.net.URI;

/// A pod as its sidecar knows itself: `token` is bound to it and for the operator.
record WatchedPod(String namespace, String name, String uid, String token) {
    OperatorConfig reportingTo(URI operator, String authorities) {
        return new OperatorConfig(operator, new Kept.Given(token), new Kept.Given(authorities), namespace, name, uid);
    }
}
