package dev.omnibridge.operator.plan;

import static dev.omnibridge.api.v1alpha1.ManagementPolicy.APPLY_ONLY;
import static dev.omnibridge.api.v1alpha1.ManagementPolicy.ENFORCE;
import static dev.omnibridge.api.v1alpha1.ManagementPolicy.OBSERVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.PolicySource;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenConnection;
import dev.omnibridge.operator.given.GivenMachineSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ManagementPoliciesTest {

    private final GivenCluster cluster = GivenCluster.named("demo");
    private final GivenMachineSet set = GivenMachineSet.named("demo-workers", "demo");

    @Test
    void whereNobodySaysAnythingItIsEnforce() {
        assertThat(of(cluster, GivenConnection.usual()))
                .isEqualTo(new EffectiveManagement(ENFORCE, PolicySource.BUILT_IN));
        assertThat(of(set, cluster, GivenConnection.usual()))
                .isEqualTo(new EffectiveManagement(ENFORCE, PolicySource.BUILT_IN));
    }

    @ParameterizedTest
    @EnumSource
    void theConnectionsDefaultHoldsForClusterAndSets(ManagementPolicy policy) {
        ConnectionFacts connection = GivenConnection.managing(policy);

        assertThat(of(cluster, connection)).isEqualTo(new EffectiveManagement(policy, PolicySource.CONNECTION));
        assertThat(of(set, cluster, connection)).isEqualTo(new EffectiveManagement(policy, PolicySource.CONNECTION));
    }

    @ParameterizedTest
    @EnumSource
    void theObjectGoesBeforeTheConnection(ManagementPolicy policy) {
        cluster.spec(s -> s.managementPolicy(policy));

        assertThat(of(cluster, GivenConnection.managing(OBSERVE)))
                .isEqualTo(new EffectiveManagement(policy, PolicySource.OBJECT));
        assertThat(of(set, cluster, GivenConnection.managing(ENFORCE)))
                .isEqualTo(new EffectiveManagement(policy, PolicySource.CLUSTER));
    }

    @ParameterizedTest
    @CsvSource({
        "ENFORCE, ENFORCE, ENFORCE, OBJECT",
        "ENFORCE, APPLY_ONLY, APPLY_ONLY, OBJECT",
        "ENFORCE, OBSERVE, OBSERVE, OBJECT",
        "APPLY_ONLY, ENFORCE, ENFORCE, OBJECT",
        "APPLY_ONLY, OBSERVE, OBSERVE, OBJECT",
        // nothing of a cluster that is only watched is written
        "OBSERVE, ENFORCE, OBSERVE, CLUSTER",
        "OBSERVE, APPLY_ONLY, OBSERVE, CLUSTER",
        "OBSERVE, OBSERVE, OBSERVE, OBJECT"
    })
    void aSetHasItsOwnUnlessItsClusterOnlyWatches(
            ManagementPolicy ofCluster, ManagementPolicy ofSet, ManagementPolicy policy, PolicySource from) {
        cluster.spec(s -> s.managementPolicy(ofCluster));

        assertThat(of(set.managed(ofSet), cluster, GivenConnection.usual()))
                .isEqualTo(new EffectiveManagement(policy, from));
    }

    @ParameterizedTest
    @EnumSource
    void withoutItsClusterASetGoesByItsStatus(ManagementPolicy copy) {
        set.reportedPolicy(copy, DeletionPolicy.RETAIN);

        assertThat(ManagementPolicies.of(set.build(), Optional.empty(), Optional.of(GivenConnection.usual())))
                .isEqualTo(new EffectiveManagement(copy, PolicySource.CLUSTER));
    }

    @Test
    void withoutItsConnectionAClusterGoesByItsStatus() {
        cluster.onDelete().reported("demo", "uuid");

        assertThat(ManagementPolicies.of(cluster.build(), Optional.empty()).policy())
                .isEqualTo(ENFORCE);
        assertThat(ManagementPolicies.of(GivenCluster.named("new").build(), Optional.empty()))
                .isEqualTo(new EffectiveManagement(ENFORCE, PolicySource.BUILT_IN));
    }

    @ParameterizedTest
    @EnumSource(names = {"APPLY_ONLY", "OBSERVE"})
    void whatRemovesNothingRetains(ManagementPolicy policy) {
        EffectiveDeletion retained = new EffectiveDeletion(DeletionPolicy.RETAIN, PolicySource.MANAGEMENT_POLICY);
        ConnectionFacts connection = GivenConnection.managing(policy);

        assertThat(DeletionPolicies.of(cluster.onDelete().build(), Optional.of(connection), false))
                .isEqualTo(retained);
        assertThat(DeletionPolicies.of(
                        set.onDelete().build(), Optional.of(cluster.build()), Optional.of(connection), false))
                .isEqualTo(retained);
    }

    @Test
    void aSetOnEnforceOfAClusterOnApplyOnlyIsDeletedOnlyIfItSaysSoItself() {
        cluster.onDelete().applyingOnly();
        set.managed(ENFORCE);

        assertThat(deletion(set).policy()).isEqualTo(DeletionPolicy.RETAIN);
        assertThat(deletion(set.onDelete()).policy()).isEqualTo(DeletionPolicy.DELETE);
    }

    @Test
    void aPolicyThatIsChangedTogetherWithTheDeletionDeletesNothing() {
        cluster.onDelete();
        GivenMachineSet applied = set.onDelete()
                .reportedPolicy(APPLY_ONLY, DeletionPolicy.RETAIN)
                .managed(ENFORCE)
                .deleting();

        assertThat(deletion(applied).policy()).isEqualTo(DeletionPolicy.RETAIN);
    }

    private EffectiveDeletion deletion(GivenMachineSet object) {
        return DeletionPolicies.of(
                object.build(), Optional.of(cluster.build()), Optional.of(GivenConnection.usual()), false);
    }

    private static EffectiveManagement of(GivenCluster object, ConnectionFacts connection) {
        return ManagementPolicies.of(object.build(), Optional.of(connection));
    }

    private static EffectiveManagement of(GivenMachineSet object, GivenCluster cluster, ConnectionFacts connection) {
        return ManagementPolicies.of(object.build(), Optional.of(cluster.build()), Optional.of(connection));
    }
}
