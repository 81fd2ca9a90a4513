package dev.omnibridge.operator.plan;

import static dev.omnibridge.api.v1alpha1.DeletionPolicy.DELETE;
import static dev.omnibridge.api.v1alpha1.DeletionPolicy.RETAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.AdoptionPolicy;
import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.EffectivePolicy;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.PolicySource;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenConnection;
import dev.omnibridge.operator.given.GivenMachineSet;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeletionPoliciesTest {

    @Test
    void nothingSaidMeansRetain() {
        assertThat(of(GivenCluster.named("demo"), GivenConnection.usual()))
                .isEqualTo(new EffectiveDeletion(RETAIN, PolicySource.BUILT_IN));
    }

    @Test
    void theConnectionsDefaultCounts() {
        assertThat(of(GivenCluster.named("demo"), GivenConnection.deletingByDefault()))
                .isEqualTo(new EffectiveDeletion(DELETE, PolicySource.CONNECTION));
    }

    @Test
    void theObjectGoesBeforeTheConnection() {
        assertThat(of(GivenCluster.named("demo").onDelete(), GivenConnection.usual()))
                .isEqualTo(new EffectiveDeletion(DELETE, PolicySource.OBJECT));
    }

    @Test
    void whoOnlyWatchesDeletesNothing() {
        assertThat(of(GivenCluster.named("demo").onDelete().observing(), GivenConnection.usual()))
                .isEqualTo(new EffectiveDeletion(RETAIN, PolicySource.MANAGEMENT_POLICY));
        assertThat(set(
                        GivenMachineSet.named("w", "demo").onDelete(),
                        GivenCluster.named("demo").observing()))
                .isEqualTo(new EffectiveDeletion(RETAIN, PolicySource.MANAGEMENT_POLICY));
    }

    @Test
    @DisplayName("R53: a definition that is being deleted means Retain for everything")
    void terminatingDefinition() {
        assertThat(DeletionPolicies.of(
                                GivenCluster.named("demo").onDelete().build(),
                                Optional.of(GivenConnection.usual()),
                                true)
                        .policy())
                .isEqualTo(RETAIN);
        assertThat(DeletionPolicies.of(
                                GivenMachineSet.named("w", "demo").onDelete().build(),
                                Optional.of(
                                        GivenCluster.named("demo").onDelete().build()),
                                Optional.of(GivenConnection.deletingByDefault()),
                                true)
                        .policy())
                .isEqualTo(RETAIN);
    }

    @ParameterizedTest
    @CsvSource({"RETAIN,RETAIN,RETAIN", "RETAIN,DELETE,RETAIN", "DELETE,RETAIN,RETAIN", "DELETE,DELETE,DELETE"})
    void atTheDeletionTheSaferOfSpecAndStatusCounts(
            DeletionPolicy spec, DeletionPolicy status, DeletionPolicy effective) {
        GivenCluster object = GivenCluster.named("demo")
                .spec(s -> s.deletionPolicy(status))
                .reported("demo", "uuid")
                .spec(s -> s.deletionPolicy(spec))
                .deleting();

        assertThat(of(object, GivenConnection.usual()).policy()).isEqualTo(effective);
    }

    @Test
    void beforeTheDeletionTheSpecAloneCounts() {
        GivenCluster object =
                GivenCluster.named("demo").reported("demo", "uuid").onDelete();

        assertThat(of(object, GivenConnection.usual()).policy()).isEqualTo(DELETE);
    }

    @Test
    void withoutAConnectionTheStatusStandsIn() {
        assertThat(DeletionPolicies.of(reportedDelete(PolicySource.CONNECTION).build(), Optional.empty(), false)
                        .policy())
                .isEqualTo(DELETE);
        assertThat(DeletionPolicies.of(GivenCluster.named("demo").build(), Optional.empty(), false)
                        .policy())
                .isEqualTo(RETAIN);
    }

    @Test
    @DisplayName("a Delete that was taken off the object again is in force no longer, whoever can't be asked")
    void whatTheObjectSaidItselfStandsInForNothing() {
        assertThat(DeletionPolicies.of(reportedDelete(PolicySource.OBJECT).build(), Optional.empty(), false)
                        .policy())
                .isEqualTo(RETAIN);
        assertThat(orphan(GivenMachineSet.named("w", "demo")
                                .status(s -> s.policy(copyOfDelete(PolicySource.OBJECT)))
                                .deleting())
                        .policy())
                .isEqualTo(RETAIN);
    }

    @Test
    void aSetFollowsItsCluster() {
        assertThat(set(
                        GivenMachineSet.named("w", "demo"),
                        GivenCluster.named("demo").onDelete()))
                .isEqualTo(new EffectiveDeletion(DELETE, PolicySource.CLUSTER));
        assertThat(set(GivenMachineSet.named("w", "demo"), GivenCluster.named("demo")))
                .isEqualTo(new EffectiveDeletion(RETAIN, PolicySource.BUILT_IN));
    }

    @Test
    void aSetsOwnPolicyGoesBeforeItsClusters() {
        assertThat(set(GivenMachineSet.named("w", "demo").onDelete(), GivenCluster.named("demo")))
                .isEqualTo(new EffectiveDeletion(DELETE, PolicySource.OBJECT));
        assertThat(set(
                        GivenMachineSet.named("w", "demo").onRetain(),
                        GivenCluster.named("demo").onDelete()))
                .isEqualTo(new EffectiveDeletion(RETAIN, PolicySource.OBJECT));
    }

    @Test
    void aClusterThatIsToBeKeptKeepsItsSets() {
        GivenMachineSet deletes = GivenMachineSet.named("w", "demo").onDelete();

        assertThat(set(deletes, GivenCluster.named("demo").onRetain()))
                .isEqualTo(new EffectiveDeletion(RETAIN, PolicySource.CLUSTER));
        assertThat(set(deletes, GivenCluster.named("demo").deleting()))
                .as("pruned together, on the default")
                .isEqualTo(new EffectiveDeletion(RETAIN, PolicySource.BUILT_IN));
        assertThat(set(deletes, GivenCluster.named("demo").onDelete().deleting()))
                .isEqualTo(new EffectiveDeletion(DELETE, PolicySource.OBJECT));
    }

    @ParameterizedTest
    @CsvSource({"RETAIN", "DELETE"})
    @DisplayName("R04: a set whose cluster object is gone obeys the policy in its own status")
    void theStatusStandsInForAClusterThatIsGone(DeletionPolicy copy) {
        GivenMachineSet object = GivenMachineSet.named("w", "demo")
                .reportedPolicy(ManagementPolicy.ENFORCE, copy)
                .deleting();

        assertThat(orphan(object).policy()).isEqualTo(copy);
    }

    @Test
    void aSetThatNothingIsKnownOfIsRetained() {
        assertThat(orphan(GivenMachineSet.named("w", "demo").deleting()))
                .isEqualTo(new EffectiveDeletion(RETAIN, PolicySource.BUILT_IN));
    }

    private static GivenCluster reportedDelete(PolicySource from) {
        return GivenCluster.named("demo").status(s -> s.policy(copyOfDelete(from)));
    }

    private static EffectivePolicy copyOfDelete(PolicySource from) {
        return new EffectivePolicy(ManagementPolicy.ENFORCE, PolicySource.BUILT_IN, DELETE, from, AdoptionPolicy.NEVER);
    }

    private static EffectiveDeletion orphan(GivenMachineSet object) {
        return DeletionPolicies.of(
                object.build(), Optional.empty(), Optional.of(GivenConnection.deletingByDefault()), false);
    }

    private static EffectiveDeletion of(GivenCluster object, ConnectionFacts connection) {
        return DeletionPolicies.of(object.build(), Optional.of(connection), false);
    }

    private static EffectiveDeletion set(GivenMachineSet object, GivenCluster cluster) {
        return DeletionPolicies.of(
                object.build(), Optional.of(cluster.build()), Optional.of(GivenConnection.usual()), false);
    }
}
