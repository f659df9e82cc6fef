package io.maphealth.operator.intake;

import java.time.Instant;

/// The pod that a token was given to; holds until `until`.
record Identity(String namespace, String pod, String podUid, Instant until) {}
