package dev.omnibridge.operator.plan;

import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.KubernetesUpgradeStatusSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.plan.Operation.Update;
import dev.omnibridge.operator.view.ClusterSlice;
import java.util.List;
import java.util.Optional;

/**
 * Another Kubernetes version that is about to be written to a cluster which lives in Omni. Omni is asked about it first.
 *
 * @param update the write it is part of
 * @param change the version: from what Omni has, to what the spec says
 * @param generation of the spec that asks for it
 * @param state what of the cluster's state an answer depends on
 */
public record KubernetesUpgrade(Update update, FieldChange change, long generation, State state) {

    /**
     * What of a cluster's state can turn an answer. Progress within an upgrade, and readiness that flaps with it, are not among it.
     *
     * @param uuid another one is another cluster
     * @param reached version that runs everywhere, empty text while Omni knows none
     * @param phase of the upgrade, empty text while Omni reports none
     * @param isApiReady whether Omni reaches the Kubernetes API, which most checks ask
     */
    public record State(Optional<String> uuid, String reached, String phase, boolean isApiReady) {

        static State of(ClusterSlice cluster) {
            Optional<KubernetesUpgradeStatusSpec> upgrade = cluster.kubernetesUpgrade();
            return new State(
                    cluster.uuid(),
                    upgrade.map(KubernetesUpgradeStatusSpec::getLastUpgradeVersion)
                            .orElse(""),
                    upgrade.map(spec -> spec.getPhase().name()).orElse(""),
                    cluster.status()
                            .map(Resource::spec)
                            .filter(ClusterStatusSpec::getKubernetesAPIReady)
                            .isPresent());
        }
    }

    /** The upgrade among operations that are about to go out; a creation is none, and neither is the way back to the version that was last reached. */
    public static Optional<KubernetesUpgrade> among(List<Operation> operations, ClusterObservation observation) {
        return operations.stream()
                .flatMap(operation -> operation instanceof Update update
                                && update.resource().type().equals(ResourceTypes.CLUSTERS)
                        ? version(update.changes()).stream()
                                .map(change -> new KubernetesUpgrade(
                                        update,
                                        change,
                                        Lifecycle.generation(observation.object()),
                                        State.of(observation.omni())))
                        : Optional.<KubernetesUpgrade>empty().stream())
                .filter(upgrade -> !upgrade.to().equals(upgrade.state().reached()))
                .findFirst();
    }

    /** The version among changes. */
    static Optional<FieldChange> version(List<FieldChange> changes) {
        return changes.stream()
                .filter(change -> change.path().equals(ClusterFields.KUBERNETES_VERSION))
                .findFirst();
    }

    /** Id of the cluster in Omni. */
    public String cluster() {
        return update.resource().id();
    }

    /** The present version, without {@code v}; a dash if Omni has none. */
    public String from() {
        return change.from().orElse("-");
    }

    /** The version to go to, without {@code v}. */
    public String to() {
        return change.to().orElseThrow();
    }

    /** Whether the same spec asks for the same; an answer to something else says nothing about it. */
    public boolean isSameAs(KubernetesUpgrade other) {
        return generation == other.generation
                && cluster().equals(other.cluster())
                && change.equals(other.change)
                && state.uuid().equals(other.state.uuid());
    }
}
