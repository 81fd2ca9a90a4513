package dev.omnibridge.simulator.catalog;

import java.util.Set;

/** System extensions the simulated image factory offers, the same for all Talos versions. */
public final class ExtensionTable {

    private static final String FAMILY = "siderolabs/";

    private static final Set<String> NAMES = Set.of(
            "amd-ucode",
            "drbd",
            "gvisor",
            "hello-world-service",
            "i915",
            "intel-ucode",
            "iscsi-tools",
            "mdadm",
            "nvidia-container-toolkit-production",
            "nvidia-open-gpu-kernel-modules-production",
            "qemu-guest-agent",
            "spin",
            "tailscale",
            "util-linux-tools",
            "vmtoolsd-guest-agent",
            "zfs");

    private ExtensionTable() {}

    /** Whether it is offered; a name without a family is looked up among Sidero's own. */
    public static boolean offers(String extension) {
        String name = extension.contains("/") ? extension : FAMILY + extension;
        return name.startsWith(FAMILY) && NAMES.contains(name.substring(FAMILY.length()));
    }
}
