package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.Optional;

/** Whether a machine's Talos fits a cluster's (resources.md 8). A machine that never joined is not judged. */
final class MachineCompatibility {

    private static final LenientVersion FIRST_FLEXIBLE = new LenientVersion(1, 13);

    private final Store store;

    MachineCompatibility(Store store) {
        this.store = store;
    }

    Optional<String> problem(String machine, Optional<Resource<ClusterSpec>> cluster) {
        return store.get(ResourceTypes.MACHINE_STATUSES, machine)
                .filter(status -> !status.spec().getSchematic().getInAgentMode())
                .flatMap(status -> cluster.flatMap(c -> problem(status, c)));
    }

    private static Optional<String> problem(Resource<MachineStatusSpec> status, Resource<ClusterSpec> cluster) {
        String has = status.spec().getTalosVersion();
        String needs = cluster.spec().getTalosVersion();
        boolean fits = LenientVersion.parse(has)
                .flatMap(h -> LenientVersion.parse(needs).map(n -> fits(h, n, status.hasLabel(OmniKeys.INSTALLED))))
                .orElse(true);
        return fits
                ? Optional.empty()
                : Optional.of(
                        "the machine runs Talos " + has + ", which is not compatible with the cluster's " + needs);
    }

    private static boolean fits(LenientVersion has, LenientVersion needs, boolean isInstalled) {
        if (needs.isOlderMinorThan(has)) {
            return false;
        }
        return isInstalled
                || has.isSameMinorAs(needs)
                || (!has.isOlderMinorThan(FIRST_FLEXIBLE) && !needs.isOlderMinorThan(FIRST_FLEXIBLE));
    }
}
