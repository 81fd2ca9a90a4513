package dev.omnibridge.simulator.allocation;

import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which machines a cluster of a certain Talos version can take: resources.md 8, as Omni 1.10 and main decide it. */
public final class TalosVersionRule {

    private static final Minor LIFECYCLE_INSTALL = new Minor(1, 13);

    private record Minor(int major, int minor) implements Comparable<Minor> {

        private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+)\\..*");
        private static final Comparator<Minor> ORDER =
                Comparator.comparingInt(Minor::major).thenComparingInt(Minor::minor);

        static Optional<Minor> of(String version) {
            Matcher matcher = VERSION.matcher(version);
            return matcher.matches()
                    ? Optional.of(new Minor(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                    : Optional.empty();
        }

        @Override
        public int compareTo(Minor other) {
            return ORDER.compare(this, other);
        }
    }

    private TalosVersionRule() {}

    /**
     * Whether the machine may join. Never if its Talos is of a newer minor than the cluster's; not yet installed machines only if the
     * minors are equal or both at least 1.13; and never if the label {@code talos-version} is missing or not a version.
     *
     * @param clusterVersion Talos version of the cluster, with or without v
     */
    public static boolean allows(Resource<MachineStatusSpec> machine, String clusterVersion) {
        Optional<Minor> running = machine.label(OmniKeys.TALOS_VERSION).flatMap(Minor::of);
        Optional<Minor> wanted = Minor.of(clusterVersion);
        if (running.isEmpty() || wanted.isEmpty() || running.get().compareTo(wanted.get()) > 0) {
            return false;
        }
        return machine.hasLabel(OmniKeys.INSTALLED)
                || running.equals(wanted)
                || running.get().compareTo(LIFECYCLE_INSTALL) >= 0;
    }
}
