package dev.omnibridge.operator.status;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.DeletionProgress;
import dev.omnibridge.api.v1alpha1.WaitingMachine;
import dev.omnibridge.operator.plan.Removal;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reason.StateReason;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the deletion of an object goes: the condition Deleting and the numbers of machines released. */
final class DeletionReport {

    /** Reasons that only say that it goes on; the words here say it with numbers. */
    private static final Set<Reason> GOES_ON = EnumSet.of(Reason.TEARING_DOWN, Reason.WAITING_FOR_MACHINES);

    private final Look<?, ?, ?> look;
    private final Conditions conditions;
    private final @Nullable DeletionProgress before;
    private final Patience patience;
    private final @Nullable DeletionProgress progress;
    private final Optional<Concern> concern;

    /**
     * @param before the numbers of the last status
     * @param machines machines that are still there
     * @param policy what happens in Omni; empty where nothing is known, which means nothing happens
     * @param cluster name in Omni, for the commands that help
     */
    DeletionReport(
            Look<?, ?, ?> look,
            Conditions conditions,
            @Nullable DeletionProgress before,
            Machines machines,
            Optional<DeletionPolicy> policy,
            String cluster,
            Patience patience) {
        this.look = look;
        this.conditions = conditions;
        this.before = before;
        this.patience = patience;
        Optional<Removal> removal = look.plan().flatMap(plan -> plan.removal());
        this.progress = removal.map(r -> progress(r, machines)).orElse(before);
        this.concern = look.isBeingDeleted()
                ? Optional.of(stopper()
                        .orElseGet(() -> removal.map(r -> concern(r, cluster)).orElseGet(() -> unplanned(policy))))
                : Optional.empty();
    }

    Optional<Concern> concern() {
        return concern;
    }

    /** The numbers for the status; null while nothing is being torn down. */
    @Nullable DeletionProgress progress() {
        return progress;
    }

    ConditionState condition() {
        return concern.map(c -> ConditionState.holds(ConditionType.DELETING, c.reason(), c.message()))
                .orElseGet(() -> ConditionState.fails(ConditionType.DELETING, StateReason.NOT_DELETING, ""));
    }

    private Optional<Concern> stopper() {
        List<Finding> findings = new ArrayList<>(look.findings());
        look.decision().map(Decision::findings).ifPresent(findings::addAll);
        findings.addAll(look.outcome().failures());
        return Summary.first(findings.stream()
                .filter(finding -> !GOES_ON.contains(finding.reason()))
                .map(Concern::of)
                .toList());
    }

    private @Nullable DeletionProgress progress(Removal removal, Machines machines) {
        return switch (removal) {
            case Removal.Going(int total, int left) -> progress(total, left, machines);
            case Removal.TearDown(var teardown, var _)
            when look.outcome().applied().contains(teardown) ->
                progress(teardown.machines(), teardown.machines(), machines);
            case Removal.TearDown _,
                    Removal.Leave _,
                    Removal.Release _,
                    Removal.GoesWithCluster _,
                    Removal.Unconfirmed _ -> before;
        };
    }

    private DeletionProgress progress(int total, int left, Machines machines) {
        int known = before == null || before.machines() == null ? 0 : before.machines();
        int all = Math.max(Math.max(total, left), known);
        String startedAt = before == null || before.startedAt() == null
                ? patience.now().truncatedTo(ChronoUnit.SECONDS).toString()
                : before.startedAt();
        List<WaitingMachine> waiting = WaitingMachines.of(machines.list(), before, patience);
        return new DeletionProgress(startedAt, all, all - left, waiting);
    }

    private Concern concern(Removal removal, String cluster) {
        return switch (removal) {
            case Removal.Leave _ -> Concern.of(Reason.RELEASING, "nothing in Omni is held any more");
            case Removal.Release _ ->
                Concern.of(Reason.RELEASING, "claims in Omni are given up; nothing is deleted there");
            case Removal.GoesWithCluster _ -> Concern.of(Reason.WAITING_FOR_CLUSTER, "goes with its cluster");
            case Removal.TearDown _, Removal.Going _, Removal.Unconfirmed _ -> tearingDown(cluster);
        };
    }

    private Concern tearingDown(String cluster) {
        if (progress == null) {
            return Concern.of(Reason.TEARING_DOWN, "the teardown in Omni is about to begin");
        }
        String headline = "released %d of %s"
                .formatted(number(progress.released()), Words.count(number(progress.machines()), "machine"));
        List<WaitingMachine> waiting = progress.waitingFor() == null ? List.of() : progress.waitingFor();
        if (waiting.isEmpty()) {
            return Concern.of(Reason.TEARING_DOWN, headline);
        }
        String message = headline + "; " + WaitingMachines.words(waiting, cluster);
        Concern concern = Concern.of(Reason.WAITING_FOR_MACHINES, headline, message);
        boolean stuckBefore = conditions.isTrue(ConditionType.STALLED)
                && conditions.reason(ConditionType.STALLED).equals(Reason.WAITING_FOR_MACHINES.text())
                && before != null
                && number(before.released()) == number(progress.released());
        return patience.lasted(headline, Thresholds.RELEASE, stuckBefore) ? concern.stuck() : concern;
    }

    /** Without a plan: who is deleted with Omni's things waits for the connection, who leaves them behind does not. */
    private Concern unplanned(Optional<DeletionPolicy> policy) {
        if (policy.filter(DeletionPolicy.DELETE::equals).isEmpty()) {
            return Concern.of(Reason.RELEASING, "leaving; nothing is deleted in Omni");
        }
        return switch (look.reachability()) {
            case Reachability.Usable _ -> Concern.of(Reason.TEARING_DOWN, "the teardown in Omni is about to begin");
            case Reachability.Down _ -> Concern.of(unreachable().orElseThrow());
            case Reachability.NotReady notReady
            when notReady.finding().reason() == Reason.CONNECTION_PENDING -> Concern.of(notReady.finding());
            case Reachability.NotReady _, Reachability.Missing _ ->
                Concern.of(new Finding(
                        Reason.DELETION_BLOCKED,
                        "Omni can't be asked to delete anything: "
                                + unreachable().map(Finding::fact).orElse(""),
                        "mend that, or set spec.deletionPolicy: Retain to let this object go and leave Omni as it is"));
        };
    }

    private Optional<Finding> unreachable() {
        return OmniReachability.healthUnknown(look.reachability());
    }

    private static int number(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
