package io.maphealth.operator.events;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.maphealth.operator.Reason;
import java.util.Optional;

/// Something worth an Event: about whom, who else is concerned, what, and in which words. `subject` tells apart two of
/// the same reason about the same object, such as two maps; `action` is what the operator was doing.
public record Occurrence(
        ObjectReference regarding,
        Optional<ObjectReference> related,
        Reason reason,
        String subject,
        String action,
        String note) {}
