package dev.omnibridge.operator.reconcile;

import dev.omnibridge.api.v1alpha1.KubeconfigStatus;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniClusterStatusBuilder;
import dev.omnibridge.omni.proto.specs.ClusterBootstrapStatusSpec;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.kubeconfig.KubeconfigResult;
import dev.omnibridge.operator.kubeconfig.KubeconfigStage;
import dev.omnibridge.operator.kubeconfig.TokenSource;
import dev.omnibridge.operator.plan.ClusterObservation;
import dev.omnibridge.operator.plan.ClusterPlan;
import dev.omnibridge.operator.plan.Ownership;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.status.KubeconfigReport;
import dev.omnibridge.operator.status.Look;
import dev.omnibridge.operator.status.StatusEvent;
import dev.omnibridge.operator.view.ClusterSlice;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kubeconfig's part of a pass over an OmniCluster: only for a cluster that is ours and lives. */
final class ClusterKubeconfigs {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterKubeconfigs.class);

    /** How long after a failure that may pass the Secret is tried again, if nothing happens before. */
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

    private final KubeconfigStage stage;
    private final ConnectionTokens tokens;
    private final StatusWriter statuses;
    private final EventRecorder events;

    ClusterKubeconfigs(KubeconfigStage stage, ConnectionTokens tokens, StatusWriter statuses, EventRecorder events) {
        this.stage = stage;
        this.tokens = tokens;
        this.statuses = statuses;
        this.events = events;
    }

    KubeconfigStand pass(Look<OmniCluster, ClusterObservation, ClusterPlan> look) {
        Optional<ClusterPlan> plan = look.planned()
                .map(Look.Planned::plan)
                .filter(p -> p.ownership() instanceof Ownership.Managed)
                .filter(p -> !Reconciliation.isBeingDeleted(look.object()));
        Optional<TokenSource> source =
                plan.flatMap(p -> tokens.of(look.reachability().connection()));
        if (source.isEmpty()) {
            return notSeenTo(look);
        }
        ClusterSlice omni = plan.get().omni();
        OmniCluster object = look.object();
        KubeconfigStage.Input input = new KubeconfigStage.Input(
                object,
                Optional.ofNullable(object.getStatus()).map(OmniClusterStatus::kubeconfig),
                plan.get().id(),
                omni.uuid(),
                isApiUsable(omni),
                source.get(),
                attempt -> isNoted(object, attempt),
                left -> events.record(object, new StatusEvent(true, "SecretNotRemoved", left)));
        try {
            return stand(stage.run(input), look.now());
        } catch (RuntimeException e) {
            // The kubeconfig is beside the plan: whatever happens to it, the cluster's name has to get into its status,
            // or its end in Omni could be
            // taken for never having been.
            LOG.warn(
                    "OmniCluster {}/{}: the pass over its kubeconfig ended early",
                    object.getMetadata().getNamespace(),
                    object.getMetadata().getName(),
                    e);
            return failed(object);
        }
    }

    /** Nobody issues another one now, and the one that is there does not outlive its token. */
    private static KubeconfigStand notSeenTo(Look<OmniCluster, ClusterObservation, ClusterPlan> look) {
        Optional<KubeconfigStatus> status =
                Optional.ofNullable(look.object().getStatus()).map(OmniClusterStatus::kubeconfig);
        Optional<Instant> expires = status.map(KubeconfigStatus::expiresAt).map(Instant::parse);
        if (expires.isEmpty()) {
            return KubeconfigStand.UNCHANGED;
        }
        return expires.get().isAfter(look.now())
                ? new KubeconfigStand(
                        new KubeconfigReport.Unchanged(), Optional.of(Duration.between(look.now(), expires.get())))
                : new KubeconfigStand(new KubeconfigReport.Expired(status.get()), Optional.empty());
    }

    void forget(String uid) {
        stage.forget(uid);
    }

    /** Either alone lies: both are true for seconds before anything is installed, or minutes before the API answers. */
    private static boolean isApiUsable(ClusterSlice omni) {
        return omni.bootstrapStatus()
                        .filter(ClusterBootstrapStatusSpec::getBootstrapped)
                        .isPresent()
                && omni.status()
                        .map(Resource::spec)
                        .filter(ClusterStatusSpec::getKubernetesAPIReady)
                        .isPresent();
    }

    private boolean isNoted(OmniCluster object, KubeconfigStatus attempt) {
        OmniClusterStatus noted = OmniClusterStatusBuilder.builder(object.getStatus())
                .kubeconfig(attempt)
                .build();
        Optional<String> version = statuses.write(object, noted);
        version.ifPresent(v -> {
            object.getMetadata().setResourceVersion(v);
            object.setStatus(noted);
        });
        return version.isPresent();
    }

    /** The exception's own words could hold what was sent. */
    private static KubeconfigStand failed(OmniCluster object) {
        Finding finding = new Finding(
                Reason.ISSUING,
                "the kubeconfig could not be seen to; this is tried again, the operator's log says more");
        return new KubeconfigStand(
                new KubeconfigReport.NotIssued(
                        Optional.ofNullable(object.getStatus()).map(OmniClusterStatus::kubeconfig), finding),
                Optional.of(TRY_AGAIN));
    }

    private static KubeconfigStand stand(KubeconfigResult result, Instant now) {
        return switch (result) {
            case KubeconfigResult.Off(var attempt) ->
                new KubeconfigStand(new KubeconfigReport.Off(attempt), Optional.empty());
            case KubeconfigResult.Interrupted() -> KubeconfigStand.UNCHANGED;
            case KubeconfigResult.Issued(KubeconfigStatus status, Optional<String> server, Instant until) ->
                new KubeconfigStand(
                        new KubeconfigReport.Issued(status, server), Optional.of(Duration.between(now, until)));
            case KubeconfigResult.Fresh(KubeconfigStatus status, String server, var cause) ->
                new KubeconfigStand(new KubeconfigReport.Issued(status, Optional.of(server)), Optional.empty());
            case KubeconfigResult.NotIssued(var status, var finding, Optional<Instant> until, boolean mayPass) ->
                new KubeconfigStand(
                        new KubeconfigReport.NotIssued(status, finding),
                        until.map(at -> Duration.between(now, at))
                                .or(() -> mayPass ? Optional.of(TRY_AGAIN) : Optional.empty()));
        };
    }
}
