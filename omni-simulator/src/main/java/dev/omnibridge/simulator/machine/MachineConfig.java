package dev.omnibridge.simulator.machine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Talos machine config as far as a virtual machine obeys it.
 *
 * @param cluster name of the cluster
 * @param clusterId UUID of the cluster: a cluster made anew under the same name is another one
 * @param controlPlane whether it makes a control plane of the machine
 * @param talosVersion version the config installs, without v
 * @param schematic image factory schematic the config installs
 * @param kubernetesVersion version of all Kubernetes components the machine starts with, without v
 * @param text the config itself, without secrets
 */
public record MachineConfig(
        String cluster,
        String clusterId,
        boolean controlPlane,
        String talosVersion,
        String schematic,
        String kubernetesVersion,
        String text) {

    /** Version of a Kubernetes component that its image names, else the one the config starts with. */
    String version(KubernetesComponent component) {
        Matcher image = Pattern.compile("/" + component.app() + ":v(\\S+)").matcher(text);
        return image.find() ? image.group(1) : kubernetesVersion;
    }

    /** Leaves the text out, because patches may hold secrets. */
    @Override
    public String toString() {
        return "MachineConfig[" + cluster + ", " + (controlPlane ? "control plane" : "worker") + ", " + talosVersion
                + "]";
    }
}
