package dev.omnibridge.operator.reconcile;

import static dev.omnibridge.operator.given.OmniResources.manual;
import static dev.omnibridge.operator.given.OmniResources.node;
import static dev.omnibridge.operator.given.OmniResources.ofClass;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.omnibridge.api.v1alpha1.OmniBridgeApi;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.management.PreCheck;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.metrics.OperatorMetrics;
import dev.omnibridge.operator.omni.WriteFailures;
import dev.omnibridge.operator.plan.FieldChange;
import dev.omnibridge.operator.plan.FieldChange.Cause;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.plan.Operation.ClaimChange;
import dev.omnibridge.operator.plan.Operation.Create;
import dev.omnibridge.operator.plan.Operation.Teardown;
import dev.omnibridge.operator.plan.Operation.Update;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.policy.Decision.Exit;
import dev.omnibridge.operator.policy.Ledger;
import dev.omnibridge.operator.reconcile.Executor.Result;
import dev.omnibridge.operator.view.ClusterSlice;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The order of writes, and what still goes out once one of them failed. */
class ExecutorTest {

    private final List<String> tried = new ArrayList<>();
    private final Map<String, OmniException> failing = new HashMap<>();
    private boolean isUnchanged = true;
    private boolean isComplete = true;
    private Map<String, String> annotatedNow = Map.of();

    private final Create set = new Create(workers("demo", "demo-workers", manual()), List.of());
    private final Create a = new Create(node("a", "demo", "demo-workers"), List.of());
    private final Create b = new Create(node("b", "demo", "demo-workers"), List.of());
    private final Teardown goes = new Teardown(node("c", "demo", "demo-workers"), 1, 0);

    @Test
    @DisplayName("R45: where the creation of a set failed, no machine is bound to whatever has its id")
    void noNodesWithoutTheirSet() {
        failing.put("create MachineSets/demo-workers", new OmniException.AlreadyExists("it exists", null));

        execute(Exit.STAYS, set, a, b);

        assertThat(tried).containsExactly("create MachineSets/demo-workers");
    }

    @Test
    void anAdditionThatFailedHoldsBackNoOther() {
        failing.put("create MachineSetNodes/a", new OmniException.AlreadyExists("it exists", null));

        execute(Exit.STAYS, a, b);

        assertThat(tried).containsExactly("create MachineSetNodes/a", "create MachineSetNodes/b");
    }

    @Test
    @DisplayName("nothing is removed in a pass in which anything before it failed")
    void noRemovalAfterAFailure() {
        failing.put("create MachineSetNodes/a", new OmniException.ValidationFailed("no", null));
        Update smaller = update("spec.machineClass.replicas");

        execute(Exit.STAYS, a, b, smaller, goes);

        assertThat(tried).containsExactly("create MachineSetNodes/a", "create MachineSetNodes/b");
    }

    @Test
    void aDeadLineIsTriedOnce() {
        failing.put("create MachineSetNodes/a", new OmniException.DeadlineExceeded("no answer", null));

        execute(Exit.STAYS, a, b, goes);

        assertThat(tried).containsExactly("create MachineSetNodes/a");
    }

    @Test
    @DisplayName("R51: a deletion on Retain does not wait for a dead line once for each claim")
    void aDeadLineEndsALeave() {
        Update one = update("spec.labels[a]");
        Update other = update("spec.labels[b]");
        failing.put(one.summary(), new OmniException.DeadlineExceeded("no answer", null));

        execute(Exit.LEAVES_AFTER_ATTEMPT, one, other);

        assertThat(tried).containsExactly(one.summary());
    }

    @Test
    @DisplayName("R52: a smaller class on an old reservation is read live like any removal")
    void aShrinkIsReadLive() {
        isUnchanged = false;

        assertThat(execute(Exit.STAYS, update("spec.machineClass.replicas"))).isInstanceOf(Result.Outdated.class);
        assertThat(tried).isEmpty();
        assertThat(execute(Exit.STAYS, update("spec.labels[team]"))).isInstanceOf(Result.Tried.class);
    }

    @Test
    @DisplayName(
            "an object that is gone, or another by now, makes and claims nothing, however long a stale informer shows it")
    void beginningsAreReadLive() {
        isUnchanged = false;
        Resource<?> unclaimed = workers("demo", "demo-workers", manual());
        Update claim = new Update(unclaimed, unclaimed, List.of(), ClaimChange.TAKEN);

        assertThat(execute(Exit.STAYS, set, a)).isInstanceOf(Result.Outdated.class);
        assertThat(execute(Exit.STAYS, a)).isInstanceOf(Result.Outdated.class);
        assertThat(execute(Exit.STAYS, claim)).isInstanceOf(Result.Outdated.class);
        assertThat(tried).isEmpty();
    }

    @Test
    @DisplayName("R58: what Omni does not find when it is to go counts as gone, and is looked at again whether it is")
    void whatIsSaidToBeGoneIsLookedAtAgain() {
        failing.put(goes.summary(), new OmniException.NotFound("it does not exist", null));

        Result.Tried tried = (Result.Tried) execute(Exit.STAYS, goes);

        assertThat(tried.outcome().failures()).isEmpty();
        assertThat(tried.outcome().applied()).containsExactly(goes);
        assertThat(tried.rest()).hasValueSatisfying(rest -> assertThat(rest).isLessThan(Duration.ofMinutes(1)));
    }

    @Test
    @DisplayName("R43: what the mirror does not show of a cluster stops every removal")
    void incompleteMirror() {
        isComplete = false;

        assertThat(execute(Exit.STAYS, goes)).isInstanceOf(Result.Outdated.class);
        assertThat(tried).isEmpty();
        assertThat(execute(Exit.STAYS, a)).as("nothing is removed by it").isInstanceOf(Result.Tried.class);
    }

    private static Update update(String path) {
        Resource<?> resource = workers("demo", "demo-workers", ofClass("big", 3));
        FieldChange change = new FieldChange(path, Optional.of("3"), Optional.of("1"), Cause.SPEC_CHANGED);
        return new Update(resource, resource, List.of(change), ClaimChange.KEPT);
    }

    @Test
    @DisplayName(
            "R05: a pause by annotation, or an approval that was taken back, is seen before a removal although it is no other spec")
    void annotationsAreReadLive() {
        annotatedNow = Map.of(OmniBridgeApi.PAUSED_ANNOTATION, "true");
        assertThat(execute(Exit.STAYS, goes)).isInstanceOf(Result.Outdated.class);
        annotatedNow = Map.of(OmniBridgeApi.APPROVE_ANNOTATION, "release:demo");
        assertThat(execute(Exit.STAYS, goes)).isInstanceOf(Result.Outdated.class);
        assertThat(tried).isEmpty();

        annotatedNow = Map.of("theirs", "1");
        assertThat(execute(Exit.STAYS, goes)).isInstanceOf(Result.Tried.class);
    }

    @Test
    void whatTheApiServerHasJustAnsweredIsNotReadAgainToBeginButToRemove() {
        isUnchanged = false;
        assertThat(execute(true, Exit.STAYS, a)).isInstanceOf(Result.Tried.class);
        assertThat(execute(true, Exit.STAYS, goes)).isInstanceOf(Result.Outdated.class);
    }

    private Result execute(Exit exit, Operation... operations) {
        return execute(false, exit, operations);
    }

    private Result execute(boolean isLive, Exit exit, Operation... operations) {
        Decision decision = new Decision(
                false, List.of(operations), Ledger.NOTHING, List.of(), List.of(), List.of(), exit, Optional.empty());
        OmniMachineSet object =
                GivenMachineSet.named("demo-workers", "demo").withFinalizer().build();
        return new Executor(new Live(), new NoLedger(), WriteFailures::of, new OperatorMetrics(), () -> ClusterPass.NOW)
                .apply(
                        object,
                        decision,
                        new Executor.Basis(
                                List.of(),
                                Optional.empty(),
                                new ClusterSlice("demo", new GivenOmni()),
                                Ledger.NOTHING,
                                isLive),
                        "default",
                        new Writer());
    }

    private final class Writer implements OmniWriter {
        @Override
        public Resource<?> write(Operation operation, WriteCause cause) {
            tried.add(operation.summary());
            OmniException failure = failing.get(operation.summary());
            if (failure != null) {
                throw failure;
            }
            return operation.resource();
        }

        @Override
        public <S extends Message> boolean isConfirmedAbsent(ResourceType<S> type, String id) {
            return false;
        }

        @Override
        public PreCheck checkUpgrade(String cluster, String newVersion) {
            throw new AssertionError(newVersion);
        }

        @Override
        public boolean isComplete(ClusterSlice slice) {
            return isComplete;
        }
    }

    private final class Live implements LiveObjects {
        @Override
        public <T extends CustomResource<?, ?>> Optional<T> reread(T object) {
            T now = new KubernetesSerialization().clone(object);
            now.getMetadata().setAnnotations(annotatedNow);
            return isUnchanged ? Optional.of(now) : Optional.empty();
        }

        @Override
        public boolean isAbsent(CustomResource<?, ?> named) {
            return isUnchanged;
        }

        @Override
        public boolean isCrdTerminating(Class<? extends CustomResource<?, ?>> kind) {
            return false;
        }
    }

    private static final class NoLedger implements ConnectionLedger {
        @Override
        public Ledger entries(String connection) {
            return Ledger.NOTHING;
        }

        @Override
        public boolean reserve(String connection, Ledger basis, Ledger reservations) {
            throw new AssertionError("nothing is to be reserved at " + ClusterPass.NOW);
        }
    }
}
