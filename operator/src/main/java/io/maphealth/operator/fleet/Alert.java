package io.maphealth.operator.fleet;

import java.time.Instant;
import java.util.Map;

/// Something that a person is to hear of. Its labels are its identity: Alertmanager knows it again by them.
record Alert(Map<String, String> labels, Map<String, String> annotations, Instant startsAt) {}
