package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.ClusterReference;
import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.KubernetesVersion;
import dev.omnibridge.api.v1alpha1.MachineClassSource;
import dev.omnibridge.api.v1alpha1.MachineSetRole;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterSpecBuilder;
import dev.omnibridge.api.v1alpha1.OmniClusterStatus;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetSpecBuilder;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatus;
import dev.omnibridge.api.v1alpha1.PolicySource;
import dev.omnibridge.api.v1alpha1.TalosVersion;
import dev.omnibridge.operator.plan.ClusterObservation;
import dev.omnibridge.operator.plan.ClusterPlan;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.plan.Contests;
import dev.omnibridge.operator.plan.DriftFound;
import dev.omnibridge.operator.plan.DriftItem;
import dev.omnibridge.operator.plan.DriftMemory;
import dev.omnibridge.operator.plan.EffectiveDeletion;
import dev.omnibridge.operator.plan.EffectiveManagement;
import dev.omnibridge.operator.plan.MachineSetObservation;
import dev.omnibridge.operator.plan.MachineSetPlan;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.plan.Outcome;
import dev.omnibridge.operator.plan.Ownership;
import dev.omnibridge.operator.plan.Removal;
import dev.omnibridge.operator.plan.SuggestedPatch;
import dev.omnibridge.operator.plan.Work;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.policy.Held;
import dev.omnibridge.operator.policy.Ledger;
import dev.omnibridge.operator.reason.Finding;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a look at an object found, step by step; each report feeds the next one, as in the operator. */
final class Looks {

    static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private final ClusterFixture fixture;
    private final OmniCluster cluster = new OmniCluster();
    private final OmniMachineSet set = new OmniMachineSet();
    private Ownership ownership = new Ownership.Managed();
    private Reachability reachability = new Reachability.Usable("default");
    private List<Finding> findings = List.of();
    private List<Finding> decided = List.of();
    private List<Held> held = List.of();
    private List<DriftItem> drift = List.of();
    private List<Operation> operations = List.of();
    private Optional<Removal> removal = Optional.empty();
    private Outcome outcome = Outcome.NOTHING;
    private KubeconfigReport kubeconfig = new KubeconfigReport.Off(Optional.empty());
    private ManagementPolicy management = ManagementPolicy.ENFORCE;
    private EffectiveDeletion deletion = new EffectiveDeletion(DeletionPolicy.RETAIN, PolicySource.CONNECTION);
    private boolean planned = true;
    private FirstSeen seen = FirstSeen.NOTHING;
    private Instant now = START;
    private Optional<Duration> lookAgainAfter = Optional.empty();

    Looks(ClusterFixture fixture) {
        this.fixture = fixture;
        cluster.setMetadata(new ObjectMetaBuilder()
                .withName("demo")
                .withNamespace("team-a")
                .withUid("uid-demo")
                .withGeneration(1L)
                .build());
        cluster.setSpec(OmniClusterSpecBuilder.builder()
                .kubernetes(new KubernetesVersion("1.35.2"))
                .talos(new TalosVersion("1.13.8"))
                .build());
        set.setMetadata(new ObjectMetaBuilder()
                .withName("demo-workers")
                .withNamespace("team-a")
                .withUid("uid-demo-workers")
                .withGeneration(1L)
                .build());
        set.setSpec(OmniMachineSetSpecBuilder.builder()
                .clusterRef(new ClusterReference("demo"))
                .role(MachineSetRole.WORKER)
                .machineClass(new MachineClassSource("big", 3, null))
                .build());
    }

    OmniCluster cluster() {
        return cluster;
    }

    Looks ownership(Ownership value) {
        this.ownership = value;
        return this;
    }

    Looks reachability(Reachability value) {
        this.reachability = value;
        this.planned = value instanceof Reachability.Usable;
        return this;
    }

    Looks unplanned() {
        this.planned = false;
        return this;
    }

    Looks found(Finding... value) {
        this.findings = List.of(value);
        return this;
    }

    Looks decided(Finding... value) {
        this.decided = List.of(value);
        return this;
    }

    Looks held(Held... value) {
        this.held = List.of(value);
        return this;
    }

    Looks drift(DriftItem... value) {
        this.drift = List.of(value);
        return this;
    }

    Looks managed(ManagementPolicy value) {
        this.management = value;
        return this;
    }

    Looks operations(Operation... value) {
        this.operations = List.of(value);
        return this;
    }

    Looks outcome(Outcome value) {
        this.outcome = value;
        return this;
    }

    Looks kubeconfig(KubeconfigReport value) {
        this.kubeconfig = value;
        return this;
    }

    /** The objects are being deleted under policy Delete. */
    Looks deleting(Removal value) {
        this.removal = Optional.of(value);
        this.deletion = new EffectiveDeletion(DeletionPolicy.DELETE, PolicySource.OBJECT);
        cluster.getMetadata().setDeletionTimestamp("2026-11-20T09:00:00Z");
        set.getMetadata().setDeletionTimestamp("2026-11-20T09:00:00Z");
        return this;
    }

    Looks after(Duration time) {
        this.now = now.plus(time);
        return this;
    }

    /** The operator restarts: what it held in memory is gone. */
    Looks restarted() {
        this.seen = FirstSeen.NOTHING;
        return this;
    }

    Optional<Duration> lookAgainAfter() {
        return lookAgainAfter;
    }

    OmniClusterStatus clusterStatus() {
        Look<OmniCluster, ClusterObservation, ClusterPlan> look = new Look<>(
                cluster,
                reachability,
                planned
                        ? Optional.of(new Look.Planned<>(clusterObservation(), clusterPlan(), decision()))
                        : Optional.empty(),
                findings,
                outcome,
                Optional.empty(),
                seen,
                now);
        Report<OmniClusterStatus> report = ClusterStatusReporter.report(look, kubeconfig);
        remember(report);
        cluster.setStatus(report.status());
        return report.status();
    }

    OmniMachineSetStatus setStatus(String name) {
        MachineSetPlan plan = new MachineSetPlan(
                fixture.slice().name() + "-" + name,
                name,
                Optional.of(ClusterFixture.UUID),
                ownership,
                work(),
                work(),
                new EffectiveManagement(management, PolicySource.BUILT_IN),
                deletion,
                removal,
                List.of(),
                Set.of(),
                fixture.setSlice(name));
        MachineSetObservation observation = new MachineSetObservation(
                "prod",
                set,
                Optional.of(cluster),
                connection(),
                fixture.slice(),
                fixture.setSlice(name),
                List.of(),
                false,
                Set.of(),
                DriftMemory.NOTHING,
                now);
        Report<OmniMachineSetStatus> report = MachineSetStatusReporter.report(new Look<>(
                set,
                reachability,
                planned ? Optional.of(new Look.Planned<>(observation, plan, decision())) : Optional.empty(),
                findings,
                outcome,
                Optional.empty(),
                seen,
                now));
        remember(report);
        set.setStatus(report.status());
        return report.status();
    }

    private void remember(Report<?> report) {
        seen = report.remembered();
        lookAgainAfter = report.lookAgainAfter();
    }

    private ClusterObservation clusterObservation() {
        return new ClusterObservation(
                "prod",
                cluster,
                connection(),
                fixture.slice(),
                List.of(setObject("demo-control-planes"), setObject("demo-workers")),
                List.of(),
                false,
                Set.of(),
                Optional.empty(),
                DriftMemory.NOTHING,
                now);
    }

    private ClusterPlan clusterPlan() {
        return new ClusterPlan(
                fixture.slice().name(),
                fixture.slice().uuid(),
                ownership,
                work(),
                work(),
                new EffectiveManagement(management, PolicySource.BUILT_IN),
                deletion,
                removal,
                List.of(),
                Optional.empty(),
                Set.of(),
                fixture.slice());
    }

    private Work work() {
        return new Work(
                operations,
                operations,
                List.of(),
                List.of(),
                List.of(),
                new DriftFound(drift, Map.of(), Contests.NONE, false, SuggestedPatch.NONE),
                Optional.empty(),
                Optional.empty());
    }

    private Decision decision() {
        return new Decision(
                false, operations, Ledger.NOTHING, held, decided, List.of(), Decision.Exit.STAYS, Optional.empty());
    }

    private static ConnectionFacts connection() {
        return new ConnectionFacts(
                "default",
                "as it was",
                "7d1a1f3e",
                "acme",
                false,
                Optional.empty(),
                false,
                new ConnectionFacts.BrakeLimits(3, 10, 10, Duration.ofHours(1)),
                new ConnectionFacts.BudgetLimits(5, Duration.ofHours(1)),
                8);
    }

    private static OmniMachineSet setObject(String name) {
        OmniMachineSet object = new OmniMachineSet();
        object.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("team-a")
                .withUid("uid-" + name)
                .build());
        return object;
    }
}
