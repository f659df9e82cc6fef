package io.maphealth.operator.program;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.maphealth.operator.ApiAnswer;
import java.util.List;

/// The lease of the replica that leads, as this replica sees it.
record LeadersLease(KubernetesClient client, OperatorSettings settings) {
    static final String NAME = "maphealth-operator";

    private static final System.Logger LOG = System.getLogger(LeadersLease.class.getName());
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    /// So that it goes with the installation.
    void belongTo(List<OwnerReference> owners) {
        Lease owned = new LeaseBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withOwnerReferences(owners)
                .endMetadata()
                .build();
        patch("the lease will outlive this installation", () -> lease().patch(MERGE, owned));
    }

    /// So that another replica leads at once. The framework does so only where it is not just renewing the lease.
    void giveUp() {
        patch("another replica leads only when the lease has run out", () -> {
            Lease lease = lease().get();
            if (lease != null && settings.pod().equals(lease.getSpec().getHolderIdentity())) {
                lease().patch(
                                MERGE,
                                "{\"metadata\":{\"resourceVersion\":\"%s\"},\"spec\":{\"holderIdentity\":null}}"
                                        .formatted(lease.getMetadata().getResourceVersion()));
            }
        });
    }

    private Resource<Lease> lease() {
        return client.leases().inNamespace(settings.namespace()).withName(NAME);
    }

    private static void patch(String orElse, Runnable patch) {
        try {
            patch.run();
        } catch (KubernetesClientException refused) {
            LOG.log(System.Logger.Level.WARNING, "{0}: {1}", orElse, ApiAnswer.to(refused));
        }
    }
}
