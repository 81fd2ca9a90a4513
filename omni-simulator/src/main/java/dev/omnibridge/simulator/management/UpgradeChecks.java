package dev.omnibridge.simulator.management;

import dev.omnibridge.omni.proto.management.KubernetesUpgradePreChecksResponse;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.state.StoreException;
import io.grpc.Status;
import java.util.Optional;

/** {@code KubernetesUpgradePreChecks}: whether Kubernetes of a cluster may go to a version; of the workloads in it nothing is checked. */
final class UpgradeChecks {

    private final Store store;

    UpgradeChecks(Store store) {
        this.store = store;
    }

    KubernetesUpgradePreChecksResponse check(Optional<String> cluster, String newVersion) {
        String name =
                cluster.orElseThrow(() -> Rights.refusal(Status.INVALID_ARGUMENT, "cluster name is not in context"));
        var status = store.get(ResourceTypes.KUBERNETES_UPGRADE_STATUSES, name)
                .orElseThrow(() -> Rights.refusal(
                        Status.UNKNOWN,
                        "failed to get: "
                                + StoreException.notFound(
                                                ResourceTypes.KUBERNETES_UPGRADE_STATUSES.name(), "default", name)
                                        .getMessage()))
                .spec();
        String current = status.getLastUpgradeVersion();
        if (current.isEmpty()) {
            throw Rights.refusal(Status.FAILED_PRECONDITION, "current version is not known yet");
        }
        if (!current.equals(newVersion) && !status.getUpgradeVersionsList().contains(newVersion)) {
            throw Rights.refusal(
                    Status.INVALID_ARGUMENT, "unsupported upgrade path \"" + current + "\" to \"" + newVersion + "\"");
        }
        return KubernetesUpgradePreChecksResponse.newBuilder().setOk(true).build();
    }
}
