package dev.omnibridge.operator.policy;

import static dev.omnibridge.operator.given.OmniResources.atGeneration;
import static dev.omnibridge.operator.given.OmniResources.ofClass;
import static dev.omnibridge.operator.given.OmniResources.workers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.MachineStrategy;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.RollingStrategy;
import dev.omnibridge.api.v1alpha1.StrategyType;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.SetScene;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An edit that changes nothing in Omni: of a policy, a pause that came and went, a value that Omni has already. */
class AppliedSpecTest {

    private static final String SET = "demo-workers";
    private static final String SIZE = "\"spec.machineClass.replicas\":\"%d\"";

    private final SetScene scene = new SetScene();
    private final GivenMachineSet object =
            GivenMachineSet.named(SET, "demo").withFinalizer().ofClass("big", 3);

    @Test
    @DisplayName("R54: another policy is remembered by one write that changes nothing else")
    void anotherPolicy() {
        scene.pass(object).carriedOut();
        object.onRetain().metadata(m -> m.generation(2));

        onlyRemembers();

        assertThat(scene.pass(object).decide().operations()).isEmpty();
    }

    @Test
    @DisplayName(
            "R54: an older policy out of a backup deletes nothing and puts nothing right before a person has said so")
    void anOlderPolicy() {
        anOlderPolicyCameBack();
        scene.omni.with(scene.set(SET).withSpec(ofClass("big", 9)));

        Decision held = scene.pass(object).later(61).decide();
        assertThat(held.operations()).isEmpty();
        assertThat(held.findings()).extracting(Finding::reason).containsExactly(Reason.SPEC_OLDER_THAN_APPLIED);
        GivenMachineSet deleted = object.reported(SET, "workers").deleting();
        assertThat(scene.pass(deleted).decide().operations()).isEmpty();
        assertThat(reasons(deleted)).containsExactly(Reason.SPEC_OLDER_THAN_APPLIED);
    }

    @Test
    @DisplayName("R54: approved, the older policy counts from then on")
    void anOlderPolicyThatIsMeant() {
        anOlderPolicyCameBack();
        Decision held = scene.pass(object).decide();
        assertThat(held.operations()).isEmpty();
        assertThat(held.findings()).extracting(Finding::reason).containsExactly(Reason.SPEC_OLDER_THAN_APPLIED);

        String token = held.awaitingApproval().getFirst();
        scene.pass(object.metadata(m -> m.approving(token))).carriedOut();

        assertThat(reasons(object)).isEmpty();
        assertThat(scene.pass(object).decide().operations()).isEmpty();
    }

    @Test
    @DisplayName("R54: nor does a set under an older policy of its cluster, before that one's newest file is there")
    void anOlderPolicyOfTheCluster() {
        scene.cluster.spec(s -> s.labels(Map.of("team", "a")));
        theClusterIs(1, DeletionPolicy.DELETE, ManagementPolicy.ENFORCE).carriedOut();
        scene.pass(object).carriedOut();
        theClusterIs(3, DeletionPolicy.RETAIN, ManagementPolicy.APPLY_ONLY).carriedOut();
        scene.omni.with(scene.set(SET).withSpec(ofClass("big", 9)));

        theClusterIs(1, DeletionPolicy.DELETE, ManagementPolicy.ENFORCE);
        GivenMachineSet deleted = GivenMachineSet.named(SET, "demo")
                .ofClass("big", 3)
                .reported(SET, "workers")
                .deleting();
        for (GivenMachineSet one : List.of(object, deleted)) {
            Decision held = scene.pass(one).later(61).decide();
            isHeld(held, Reason.SPEC_OLDER_THAN_APPLIED, "generation 1 of the OmniCluster", "generation 3");
            assertThat(held.awaitingApproval()).isEmpty();
        }
        assertThat(reasons(object.managed(ManagementPolicy.OBSERVE))).doesNotContain(Reason.SPEC_OLDER_THAN_APPLIED);
        object.managed(ManagementPolicy.ENFORCE);

        String token = ClusterPass.of(scene.omni, scene.cluster)
                .decide()
                .awaitingApproval()
                .getFirst();
        scene.cluster.metadata(m -> m.approving(token));
        ClusterPass.of(scene.omni, scene.cluster).carriedOut();
        assertThat(reasons(object)).isEmpty();
        assertThat(scene.pass(object).later(61).decide().operations()).hasSize(1);
        assertThat(scene.pass(deleted).decide().operations()).singleElement().isInstanceOf(Operation.Teardown.class);
    }

    @Test
    @DisplayName(
            "R54: a cluster does not take a set along that was protected, or on Retain, before an older object came back")
    void aSetWithAnOlderPolicyHoldsItsCluster() {
        anOlderPolicyCameBack();
        scene.cluster.onDelete().status(s -> s.policy(null)).deleting();

        Decision held =
                ClusterPass.of(scene.omni, scene.cluster).withSets(object).decide();
        isHeld(held, Reason.FOREIGN_CONTENTS, "MachineSets/" + SET, "policies of its object are older");

        String token = held.awaitingApproval().getFirst();
        scene.cluster.metadata(m -> m.approving(token));
        assertThat(ClusterPass.of(scene.omni, scene.cluster)
                        .withSets(object)
                        .decide()
                        .operations())
                .singleElement()
                .isInstanceOf(Operation.Teardown.class);
    }

    @Test
    @DisplayName("R57: whoever edits a policy asks Omni for nothing, so what another version wants is held as before")
    void aPolicyAsksForNothing() {
        theVersionBeforeSet(2);

        object.onRetain().metadata(m -> m.generation(2));

        assertThat(reasons(object)).containsExactly(Reason.OPERATOR_CHANGED);
    }

    @Test
    @DisplayName("R57: nor does who pauses everything for an upgrade of the operator, and lets it go on afterwards")
    void aPauseAsksForNothing() {
        theVersionBeforeSet(2);

        object.spec(s -> s.paused(true)).metadata(m -> m.generation(2));
        object.spec(s -> s.paused(false)).metadata(m -> m.generation(3));

        assertThat(reasons(object)).containsExactly(Reason.OPERATOR_CHANGED);
    }

    @Test
    @DisplayName("R57: an edit of what reaches Omni asks for all of the spec")
    void anotherWish() {
        theVersionBeforeSet(2);

        object.spec(s -> s.updateStrategy(new MachineStrategy(StrategyType.ROLLING, new RollingStrategy(2))))
                .metadata(m -> m.generation(2));

        assertThat(reasons(object)).isEmpty();
        assertThat(scene.pass(object).decide().operations()).hasSize(1);
    }

    @Test
    @DisplayName("a value that the spec takes up from Omni is remembered, once")
    void takenUp() {
        theUiSets(5);
        object.ofClass("big", 5).metadata(m -> m.generation(2));

        onlyRemembers();

        assertThat(applied()).contains(SIZE.formatted(5));
        assertThat(scene.pass(object).decide().operations()).isEmpty();
    }

    @Test
    @DisplayName("so that a spec which goes back to the value of before is written, under ApplyOnly too")
    void takenUpAndBack() {
        object.managed(ManagementPolicy.APPLY_ONLY);
        theUiSets(5);
        scene.pass(object.ofClass("big", 5).metadata(m -> m.generation(2))).carriedOut();

        scene.pass(object.ofClass("big", 3).metadata(m -> m.generation(3))).carriedOut();

        assertThat(scene.set(SET).spec().getMachineAllocation().getMachineCount())
                .isEqualTo(3);
    }

    @Test
    @DisplayName("drift that has yet to settle is nothing to remember, and what ApplyOnly keeps is kept")
    void drift() {
        theUiSets(9);
        assertThat(scene.pass(object).decide().operations()).isEmpty();

        scene.pass(object.managed(ManagementPolicy.APPLY_ONLY).metadata(m -> m.generation(2)))
                .carriedOut();
        assertThat(scene.set(SET).spec().getMachineAllocation().getMachineCount())
                .isEqualTo(9);
        assertThat(scene.pass(object).later(61).decide().operations()).isEmpty();
    }

    @Test
    @DisplayName("R54: nor is what an older spec has in common with Omni, or it would not be known for older any more")
    void anOlderSpec() {
        inOmni(
                3,
                4,
                Map.of(
                        "spec.machineClass.name",
                        "big",
                        "spec.machineClass.replicas",
                        "5",
                        "spec.deleteStrategy.type",
                        "Rolling"));
        object.managed(ManagementPolicy.APPLY_ONLY)
                .spec(s -> s.deleteStrategy(new MachineStrategy(StrategyType.ROLLING, null)));

        assertThat(scene.pass(object).decide().operations()).isEmpty();
    }

    @Test
    @DisplayName("under a pause, a lock or Observe nothing is written, not even what is remembered")
    void wherePeopleSaidNo() {
        inOmni(5, 1, Map.of("spec.machineClass.name", "big", "spec.machineClass.replicas", "3"));
        object.ofClass("big", 5).metadata(m -> m.generation(2));
        assertThat(scene.pass(object).decide().operations()).hasSize(1);

        assertThat(scene.pass(object.spec(s -> s.paused(true))).decide()).satisfies(decision -> {
            assertThat(decision.operations()).isEmpty();
            assertThat(decision.held()).isEmpty();
        });
        object.spec(s -> s.paused(null));
        assertThat(scene.pass(object.managed(ManagementPolicy.OBSERVE)).decide().operations())
                .isEmpty();
        object.managed(ManagementPolicy.ENFORCE);
        scene.omni.with(theCluster().withAnnotation(OmniKeys.CLUSTER_LOCKED, ""));
        assertThat(scene.pass(object).decide().operations()).isEmpty();
    }

    /** Our set, which the version before read from this very spec with another size. */
    private void theVersionBeforeSet(int size) {
        scene.pass(object).carriedOut();
        scene.omni.with(scene.set(SET)
                .withSpec(ofClass("big", size))
                .withAnnotation("omnibridge.dev/applied", applied().replace(SIZE.formatted(3), SIZE.formatted(size))));
    }

    /** At generation 3 the set was under ApplyOnly and Retain; the backup has generation 1. */
    private void anOlderPolicyCameBack() {
        scene.pass(object.onDelete()).carriedOut();
        scene.pass(object.onRetain().managed(ManagementPolicy.APPLY_ONLY).metadata(m -> m.generation(3)))
                .carriedOut();
        object.onDelete().managed(ManagementPolicy.ENFORCE).metadata(m -> m.generation(1));
    }

    private static void isHeld(Decision decision, Reason reason, String... words) {
        assertThat(decision.operations()).isEmpty();
        assertThat(decision.findings())
                .singleElement()
                .returns(reason, Finding::reason)
                .extracting(Finding::message)
                .asString()
                .contains(words);
    }

    private Resource<ClusterSpec> theCluster() {
        return scene.omni.kind(ResourceTypes.CLUSTERS).get("demo").orElseThrow();
    }

    private ClusterPass theClusterIs(long generation, DeletionPolicy deletion, ManagementPolicy management) {
        scene.cluster
                .spec(s -> s.deletionPolicy(deletion).managementPolicy(management))
                .metadata(m -> m.generation(generation));
        return ClusterPass.of(scene.omni, scene.cluster);
    }

    /** The set of this size, with what a generation is remembered to have set. */
    private void inOmni(int size, long generation, Map<String, String> applied) {
        scene.claimedSet(object, workers("demo", SET, ofClass("big", size)), applied);
        scene.omni.with(atGeneration(scene.set(SET), generation));
    }

    /** One write that changes no field. */
    private void onlyRemembers() {
        assertThat(scene.pass(object).decide().operations())
                .singleElement()
                .isInstanceOfSatisfying(
                        Operation.Update.class,
                        update -> assertThat(update.changes()).isEmpty());
        scene.pass(object).carriedOut();
    }

    private void theUiSets(int size) {
        scene.pass(object).carriedOut();
        scene.omni.with(scene.set(SET).withSpec(ofClass("big", size)));
    }

    private Stream<Reason> reasons(GivenMachineSet set) {
        return scene.pass(set).later(61).decide().findings().stream().map(Finding::reason);
    }

    private String applied() {
        return scene.set(SET).annotation("omnibridge.dev/applied").orElseThrow();
    }
}
