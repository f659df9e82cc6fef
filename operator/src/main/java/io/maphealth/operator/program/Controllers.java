package io.maphealth.operator.program;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.maphealth.operator.events.EventRecorder;
import io.maphealth.operator.fleet.ArmedAlerts;
import io.maphealth.operator.health.Attachment;
import io.maphealth.operator.health.MapHealthReconciler;
import io.maphealth.operator.health.Repair;
import io.maphealth.operator.health.WatchedReader;
import io.maphealth.operator.inject.InjectionSettings;
import io.maphealth.operator.inject.Injector;
import io.maphealth.operator.intake.Passes;
import io.maphealth.operator.routing.MapMonitorReconciler;
import io.maphealth.operator.routing.RoutingSettings;
import io.maphealth.operator.workload.AnnotationCarrier;
import io.maphealth.operator.workload.CronJobReconciler;
import io.maphealth.operator.workload.DaemonSetReconciler;
import io.maphealth.operator.workload.DeploymentReconciler;
import io.maphealth.operator.workload.HealthObjects;
import io.maphealth.operator.workload.Informer;
import io.maphealth.operator.workload.JobReconciler;
import io.maphealth.operator.workload.PrunedStore;
import io.maphealth.operator.workload.StatefulSetReconciler;
import io.maphealth.operator.workload.TrustBundles;
import io.maphealth.operator.workload.WorkloadReconciliation;
import io.maphealth.operator.workload.WorkloadReconciliation.Policies;
import io.maphealth.operator.workload.Workloads;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;

/// What runs beside the endpoints: the reconcilers, on the replica that leads, and the keeping of certificates, on
/// each.
@ApplicationScoped
public class Controllers {
    private static final System.Logger LOG = System.getLogger(Controllers.class.getName());
    private static final Duration KEEP_EVERY = Duration.ofMinutes(1);
    private static final Duration FIRST_LIST = Duration.ofSeconds(10);
    private static final int AT_ONCE = 8;

    private final KubernetesClient client;
    private final Certificates certificates;
    private final LeadersLease lease;
    private final Operator operator;
    private volatile boolean stopping;
    private final Thread keeper =
            Thread.ofPlatform().name("certificates").daemon().unstarted(this::keepCertificatesForEver);

    Controllers(Parts parts, KubernetesClient client, OperatorSettings settings, Certificates certificates) {
        this.client = client;
        this.certificates = certificates;
        this.lease = new LeadersLease(client, settings);
        this.operator = new Operator(configuration -> configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withConcurrentReconciliationThreads(AT_ONCE)
                // what cannot be watched is tried again, and does not keep the rest from being reconciled
                .withStopOnInformerErrorDuringStartup(false)
                .withCacheSyncTimeout(FIRST_LIST)
                .withLeaderElectionConfiguration(election(settings)));
        parts.register(operator, this);
    }

    void start(@Observes StartupEvent started) {
        keeper.start();
        Thread.ofPlatform().name("operator").daemon().start(this::reconcile);
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping = true;
        keeper.interrupt();
        operator.stop();
        lease.giveUp();
    }

    /// Those of the reconcilers, which every replica has, once their first lists are over; none before.
    Stream<Informer> informers() {
        return operator.getRuntimeInfo().isStarted()
                ? operator.getRegisteredControllers().stream().map(Controllers::informer)
                : Stream.of();
    }

    private static Informer informer(RegisteredController<?> controller) {
        return new Informer(
                controller.getConfiguration().getResourceClass(),
                controller.getControllerHealthInfo().unhealthyEventSources().isEmpty());
    }

    /// A replica that could not begin to reconcile would answer, and lead never: it ends, too.
    private void reconcile() {
        try {
            operator.start();
        } catch (OperatorException failed) {
            LOG.log(System.Logger.Level.ERROR, "nothing is reconciled: this replica ends and is started again", failed);
            Quarkus.asyncExit(1);
        }
    }

    private LeaderElectionConfiguration election(OperatorSettings settings) {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LeadersLease.NAME)
                .withLeaseNamespace(settings.namespace())
                .withIdentity(settings.pod())
                .withLeaderCallbacks(new LeaderCallbacks(
                        () -> lease.belongTo(
                                certificates.trust().owner().stream().toList()),
                        this::lostLease,
                        leader -> LOG.log(System.Logger.Level.INFO, "{0} leads", leader)))
                // which would wait for the very shutdown that it is called in
                .withExitOnStopLeading(false)
                .build();
    }

    /// Another replica leads now. What this one has in memory is of no use to a second term: it starts anew.
    private void lostLease() {
        if (!stopping) {
            LOG.log(System.Logger.Level.WARNING, "the lease is lost: this replica ends and is started again");
            Quarkus.asyncExit(1);
        }
    }

    private void keepCertificatesForEver() {
        try {
            while (true) {
                keepCertificates();
                Thread.sleep(KEEP_EVERY);
            }
        } catch (InterruptedException _) {
            // the operator ends
        }
    }

    private void keepCertificates() {
        try {
            certificates.keep();
        } catch (IOException | RuntimeException failed) {
            LOG.log(System.Logger.Level.WARNING, "certificates could not be kept; tried again in a minute", failed);
        }
    }

    /// What reconcilers tell, and vouch, with, whether alerts are armed, and how they are routed.
    @Singleton
    record Means(EventRecorder events, Passes passes, ArmedAlerts armed, RoutingSettings routing) {}

    /// What reconcilers are made of.
    @ApplicationScoped
    static class Parts {
        private final Injector injector;
        private final MonitorCache monitors;
        private final InjectionSettings injection;
        private final Means means;

        Parts(Injector injector, MonitorCache monitors, InjectionSettings injection, Means means) {
            this.injector = injector;
            this.monitors = monitors;
            this.injection = injection;
            this.means = means;
        }

        void register(Operator operator, Controllers with) {
            ObjectMapper json = Wiring.JSON;
            Workloads workloads = new Workloads(with.client, json);
            Policies policies = new Policies(monitors, injection.standard());
            WorkloadReconciliation reconciliation = new WorkloadReconciliation(
                    workloads,
                    new WorkloadReconciliation.Means(
                            new AnnotationCarrier(with.client, json),
                            new HealthObjects(with.client),
                            new TrustBundles(with.client, with.certificates::bundle, with.certificates.trust()::owner)),
                    policies,
                    means.events());
            operator.register(new DeploymentReconciler(reconciliation), Parts::pruned);
            operator.register(new StatefulSetReconciler(reconciliation), Parts::pruned);
            operator.register(new DaemonSetReconciler(reconciliation), Parts::pruned);
            operator.register(new CronJobReconciler(reconciliation), Parts::pruned);
            operator.register(new JobReconciler(reconciliation), Parts::pruned);
            if (means.routing().enabled()) {
                operator.register(new MapMonitorReconciler(with.client, means.routing(), InstantSource.system()));
            }
            operator.register(
                    new MapHealthReconciler(
                            with.client,
                            new WatchedReader(
                                    workloads,
                                    injector,
                                    policies,
                                    new WatchedReader.Here(
                                            Version.CURRENT, InstantSource.system(), means.armed()::known)),
                            new MapHealthReconciler.Remedies(
                                    new Repair(with.client),
                                    new Attachment(with.client, workloads, injector, means.passes())),
                            means.events()),
                    Parts::pruned);
        }

        private static <T extends HasMetadata> void pruned(ControllerConfigurationOverrider<T> configuration) {
            configuration.withItemStore(new PrunedStore<>());
        }
    }
}
