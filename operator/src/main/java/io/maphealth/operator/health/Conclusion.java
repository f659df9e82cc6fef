package io.maphealth.operator.health;

import io.maphealth.operator.Reason;
import io.maphealth.operator.api.MapHealthStatus;
import java.util.List;

/// What is to be written into the status, apart from `pods`; `gone` are pods to be taken out of it, `news`
/// what deserves an Event.
record Conclusion(MapHealthStatus status, List<String> gone, List<News> news) {

    /// One thing to tell, about some pods and their owner. `subject` tells apart two of the same reason.
    record News(Reason reason, String subject, String note, List<String> pods) {}
}
