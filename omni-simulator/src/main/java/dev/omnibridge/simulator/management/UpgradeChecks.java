package dev.omnibridge.simulator.management;

import dev.omnibridge.omni.proto.management.KubernetesUpgradePreChecksResponse;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.fault.Faults;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.state.StoreException;
import dev.omnibridge.simulator.upgrade.UpgradeVersions;
import io.grpc.Status;
import java.util.Optional;

/**
 * {@code KubernetesUpgradePreChecks}: whether Kubernetes of a cluster may go to a version (wire-protocol.md 4.5, live-checks.md). Of the workloads in
 * it nothing is checked: what speaks against an upgrade is ordered as a fault.
 */
final class UpgradeChecks {

    private final Store store;
    private final Faults faults;

    UpgradeChecks(Store store, Faults faults) {
        this.store = store;
        this.faults = faults;
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
        if (!UpgradeVersions.isKubernetesPath(current, newVersion)) {
            throw Rights.refusal(
                    Status.INVALID_ARGUMENT, "unsupported upgrade path \"" + current + "\" to \"" + newVersion + "\"");
        }
        KubernetesUpgradePreChecksResponse.Builder answer = KubernetesUpgradePreChecksResponse.newBuilder();
        return faults.upgradeObjection()
                .map(answer::setReason)
                .orElseGet(() -> answer.setOk(true))
                .build();
    }
}
