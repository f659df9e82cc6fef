package io.maphealth.operator.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.maphealth.operator.api.PodHealth;
import io.maphealth.operator.workload.KnownHealths;
import io.maphealth.operator.workload.Owners;
import io.maphealth.operator.workload.WorkloadRef;
import io.maphealth.protocol.ReadingBounds;
import io.maphealth.protocol.Report;
import io.maphealth.protocol.ReportReader;
import io.maphealth.protocol.UnreadableDocumentException;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Takes one report: whose token, about which pod, of which workload; then into the workload's status.
public final class Intake {
    private final TokenCheck tokens;
    private final Owners owners;
    private final HealthStore store;
    private final InstantSource clock;
    private final ReportReader reader = new ReportReader(ReadingBounds.REPORT);
    private final Set<String> speaking = ConcurrentHashMap.newKeySet();

    Intake(TokenCheck tokens, Owners owners, HealthStore store, InstantSource clock) {
        this.tokens = tokens;
        this.owners = owners;
        this.store = store;
        this.clock = clock;
    }

    /// An intake that asks this cluster.
    ///
    /// @param known by which it tells news
    public static Intake of(KubernetesClient client, Passes passes, KnownHealths known, ObjectMapper json) {
        InstantSource clock = InstantSource.system();
        HealthStore store = new HealthStore(client, known, json, clock);
        return new Intake(new TokenCheck(client, passes, clock), new Owners(client), store, clock);
    }

    /// Takes a report, or says why not. A pod sends one after the other: none can take up all the room by sending
    /// slowly.
    ///
    /// @throws IOException the body could not be read to its end
    public void take(String token, InputStream body) throws RefusedReportException, IOException {
        Identity identity = tokens.check(token);
        if (!speaking.add(identity.podUid())) {
            throw new RefusedReportException(429, "another report of this pod is being taken");
        }
        try {
            take(identity, body);
        } finally {
            speaking.remove(identity.podUid());
        }
    }

    private void take(Identity identity, InputStream body) throws RefusedReportException, IOException {
        Report report = read(identity, body);
        if (!report.reporter().namespace().equals(identity.namespace())
                || !report.reporter().pod().equals(identity.pod())) {
            throw new RefusedReportException(
                    403,
                    "the token is of pod %s/%s, which cannot speak for another"
                            .formatted(identity.namespace(), identity.pod()));
        }
        WorkloadRef workload = owners.of(identity.namespace(), identity.pod(), identity.podUid())
                .orElseThrow(() -> new RefusedReportException(410, "the pod is gone"));
        PodHealth health = ReportedHealth.of(report, identity.podUid(), clock.instant());
        store.write(workload, identity.pod(), health);
    }

    private Report read(Identity identity, InputStream body) throws RefusedReportException, IOException {
        try {
            return reader.read(identity.namespace() + "/" + identity.pod(), body);
        } catch (UnreadableDocumentException unreadable) {
            throw new RefusedReportException(400, String.valueOf(unreadable.getMessage()));
        }
    }
}
