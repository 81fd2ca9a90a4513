package dev.omnibridge.operator.plan;

import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import java.util.Optional;
import org.semver4j.Semver;

/** Omni's rule for which machine may join a cluster by its Talos version. */
final class MachineFit {

    /** From this minor of Talos on, a machine that is not installed takes any newer one. Omni before 1.10 is stricter, and says so itself. */
    private static final Semver ANY_NEWER = new Semver("1.13.0");

    private MachineFit() {}

    /** Whether the machine may join. A version that can't be read is left to Omni to judge. */
    static boolean fits(Resource<MachineStatusSpec> machine, String clusterTalos) {
        // a bare-metal machine that waits in agent mode gets its Talos with the installation
        if (machine.spec().getSchematic().getInAgentMode()) {
            return true;
        }
        Optional<Semver> own = Versions.parse(machine.spec().getTalosVersion());
        Optional<Semver> cluster = Versions.parse(clusterTalos);
        if (own.isEmpty() || cluster.isEmpty()) {
            return true;
        }
        int compared = Versions.BY_MINOR.compare(own.get(), cluster.get());
        if (compared >= 0) {
            return compared == 0;
        }
        return machine.hasLabel(OmniKeys.INSTALLED) || Versions.BY_MINOR.compare(own.get(), ANY_NEWER) >= 0;
    }
}
