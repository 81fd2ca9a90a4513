package dev.omnibridge.operator.plan;

import static dev.omnibridge.api.v1alpha1.ManagementPolicy.APPLY_ONLY;
import static dev.omnibridge.api.v1alpha1.ManagementPolicy.ENFORCE;
import static dev.omnibridge.api.v1alpha1.ManagementPolicy.OBSERVE;
import static dev.omnibridge.operator.given.OmniResources.claimed;
import static dev.omnibridge.operator.given.OmniResources.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenConnection;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.given.OmniResources;
import dev.omnibridge.operator.policy.Decision.Exit;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each management policy does, cell by cell: creates, writes changes of the spec, reverts changes made elsewhere, removes. */
class ManagementTableTest {

    private static final String PATH = "spec.labels[team]";

    private final GivenCluster object =
            GivenCluster.named("demo").withFinalizer().reported("demo", "uuid-of-demo");

    @ParameterizedTest
    @CsvSource({"ENFORCE, 1", "APPLY_ONLY, 1", "OBSERVE, 0"})
    void creates(ManagementPolicy policy, int writes) {
        GivenCluster fresh = GivenCluster.named("demo").withFinalizer().spec(s -> s.managementPolicy(policy));

        assertThat(ClusterPass.of(new GivenOmni().with(OmniResources.talos("1.13.8", "1.35.2")), fresh)
                        .withConfirmed()
                        .decide()
                        .operations())
                .hasSize(writes);
    }

    @ParameterizedTest
    @CsvSource({"ENFORCE, b", "APPLY_ONLY, b", "OBSERVE, a"})
    void writesWhatTheSpecChanged(ManagementPolicy policy, String after) {
        assertThat(labelAfter(pass(policy, "b", "a", "a"))).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"ENFORCE, b", "APPLY_ONLY, b", "OBSERVE, z"})
    void writesWhatTheSpecChangedAlsoWhereOmniChangedToo(ManagementPolicy policy, String after) {
        assertThat(labelAfter(pass(policy, "b", "a", "z"))).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"ENFORCE, a", "APPLY_ONLY, z", "OBSERVE, z"})
    void revertsWhatSomebodyElseChanged(ManagementPolicy policy, String after) {
        assertThat(labelAfter(pass(policy, "a", "a", "z").later(60))).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"ENFORCE, ", "APPLY_ONLY, a", "OBSERVE, a"})
    void removesWhatTheSpecDropped(ManagementPolicy policy, @Nullable String after) {
        assertThat(labelAfter(pass(policy, null, "a", "a"))).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"ENFORCE, STAYS", "APPLY_ONLY, LEAVES_AFTER_ATTEMPT", "OBSERVE, LEAVES"})
    void deletesWithTheObject(ManagementPolicy policy, Exit exit) {
        object.onDelete().reported("demo", "uuid-of-demo").deleting();
        ClusterPass pass = pass(policy, "a", "a", "a");

        assertThat(pass.decide().exit()).isEqualTo(exit);
        assertThat(pass.decide().operations())
                .hasSize(policy == OBSERVE ? 0 : 1)
                .allMatch(o -> o instanceof Operation.Teardown == (policy == ENFORCE));
    }

    @ParameterizedTest
    @CsvSource({"a, a, z, a, z", "b, a, z, b, z", ", a, a, , a"})
    void driftTellsWhatEnforceWouldChange(
            @Nullable String spec, String applied, String omni, @Nullable String wanted, String found) {
        ClusterPass observed = pass(OBSERVE, spec, applied, omni);
        DriftItem item =
                new DriftItem("Clusters/demo", PATH, Optional.ofNullable(wanted), Optional.of(found), ClusterPass.NOW);

        assertThat(observed.plan().work().drift().items()).containsExactly(item);
        assertThat(labelAfter(pass(ENFORCE, spec, applied, omni).later(60))).isEqualTo(wanted);
    }

    @Test
    void applyOnlyReportsWhatItKeepsAndDoesNotWaitForIt() {
        ClusterPass pass = pass(APPLY_ONLY, "a", "a", "z");

        assertThat(pass.decide().findings())
                .containsExactly(new Finding(
                        Reason.DRIFTED,
                        "Clusters/demo spec.labels[team]: wanted a, found z; kept, as managementPolicy is ApplyOnly"));
        assertThat(pass.decide().wakeAt()).isEmpty();
        assertThat(pass.later(3600).plan().work().drift().items())
                .extracting(DriftItem::since)
                .containsExactly(ClusterPass.NOW);
    }

    @Test
    void applyOnlyWritesOneFieldAndKeepsTheOtherThatDrifted() {
        object.talos("1.13.9");
        ClusterPass pass = pass(APPLY_ONLY, "a", "a", "z").later(60);

        assertThat(pass.plan().work().operations())
                .singleElement()
                .isInstanceOfSatisfying(
                        Operation.Update.class,
                        update -> assertThat(update.changes())
                                .extracting(FieldChange::path)
                                .containsExactly("spec.talos.version"));
        assertThat(labelAfter(pass)).isEqualTo("z");
        assertThat(pass.later(60).plan().work().drift().items())
                .extracting(DriftItem::path)
                .containsExactly(PATH);
    }

    @Test
    void whatApplyOnlyKeptAfterItWasDroppedIsRememberedOverOtherWrites() {
        object.talos("1.13.9");
        ClusterPass pass = pass(APPLY_ONLY, null, "a", "a").carriedOut();

        assertThat(labelAfter(pass)).isEqualTo("a");
        assertThat(labelAfter(ClusterPass.of(pass.omni(), object.spec(s -> s.managementPolicy(ENFORCE)))))
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"APPLY_ONLY", "OBSERVE"})
    void whenEnforceFollowsDriftIsPutRightAndSettlesFromWhenItWasSeen(ManagementPolicy before) {
        ClusterPass pass = pass(before, "a", "a", "z");
        ClusterPass next = pass(ENFORCE, "a", "a", "z").with(pass.later(0).drift());

        assertThat(next.plan().work().operations()).isEmpty();
        assertThat(labelAfter(next.later(60))).isEqualTo("a");
    }

    @ParameterizedTest
    @EnumSource(names = {"APPLY_ONLY", "OBSERVE"})
    void whenTheOthersFollowEnforceWhatWasAboutToBeRevertedStays(ManagementPolicy after) {
        ClusterPass settling = pass(ENFORCE, "a", "a", "z");
        ClusterPass next = pass(after, "a", "a", "z").with(settling.later(0).drift());

        assertThat(labelAfter(next.later(60))).isEqualTo("z");
    }

    @Test
    void whenObserveFollowsEnforceTheClaimStaysAndEnforceFindsItAgain() {
        ClusterPass pass = pass(OBSERVE, "b", "a", "a");
        assertThat(pass.decide().operations()).isEmpty();
        assertThat(pass.plan().ownership()).isEqualTo(new Ownership.Observed(true));

        assertThat(pass(ENFORCE, "b", "a", "a").plan().ownership()).isEqualTo(new Ownership.Managed());
    }

    @Test
    void aWholeConnectionOnObserveIsReadOnly() {
        GivenCluster fresh = GivenCluster.named("demo").adopting();
        for (GivenOmni omni : List.of(new GivenOmni(), new GivenOmni().with(cluster("demo", "1.13.7", "1.35.2")))) {
            ClusterPass pass = ClusterPass.of(omni, fresh).through(GivenConnection.managing(OBSERVE));

            assertThat(pass.decide().operations()).isEmpty();
            assertThat(pass.decide().needsFinalizer()).isFalse();
            assertThat(pass.decide().awaitingApproval()).isEmpty();
            assertThat(pass.plan().management().policy()).isEqualTo(OBSERVE);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"APPLY_ONLY", "OBSERVE"})
    void aPolicyThatIsSaferFreesAnObjectThatIsBeingDeleted(ManagementPolicy policy) {
        object.onDelete().reported("demo", "uuid-of-demo").deleting();

        assertThat(pass(policy, "a", "a", "a").decide().exit()).isNotEqualTo(Exit.STAYS);
        assertThat(pass(policy, "a", "a", "a").decide().reservations().releases())
                .isEmpty();
    }

    private ClusterPass pass(
            ManagementPolicy policy, @Nullable String spec, @Nullable String applied, @Nullable String omni) {
        object.spec(s -> s.managementPolicy(policy).labels(spec == null ? null : Map.of("team", spec)));
        Map<String, String> memory =
                new HashMap<>(Map.of("spec.talos.version", "1.13.8", "spec.kubernetes.version", "1.35.2"));
        if (applied != null) {
            memory.put(PATH, applied);
        }
        Resource<ClusterSpec> inOmni = cluster("demo", "1.13.8", "1.35.2");
        if (omni != null) {
            inOmni = inOmni.withLabel("team", omni);
        }
        return ClusterPass.of(
                new GivenOmni()
                        .with(claimed(inOmni, ClusterPass.ownerOf(object), memory))
                        .with(OmniResources.talos("1.13.8", "1.35.2"))
                        .with(OmniResources.talos("1.13.9", "1.35.2")),
                object);
    }

    private static @Nullable String labelAfter(ClusterPass pass) {
        pass.carriedOut();
        return pass.omni()
                .kind(ResourceTypes.CLUSTERS)
                .get("demo")
                .orElseThrow()
                .labels()
                .get("team");
    }
}
