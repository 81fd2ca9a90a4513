package dev.omnibridge.operator.machineclass;

import java.util.Optional;
import org.semver4j.Semver;

/**
 * Whether a machine's Talos fits a cluster's, as Omni's allocation decides it: never newer than the cluster, and for a machine that was
 * not installed yet the same minor version, because nothing upgrades it before the installation. Omni after 1.10 also takes machines
 * of another minor where both are 1.13 or newer.
 */
final class TalosFit {

    private final Optional<Semver> cluster;

    TalosFit(String clusterVersion) {
        this.cluster = version(clusterVersion);
    }

    boolean accepts(String machineVersion, boolean installed) {
        Optional<Semver> machine = version(machineVersion);
        if (machine.isEmpty() || cluster.isEmpty()) {
            return false;
        }
        int order = minor(machine.get()) - minor(cluster.get());
        if (order > 0) {
            return false;
        }
        return installed || order == 0;
    }

    /** Talos as people say it: {@code 1.9} for {@code v1.9.4}; the text itself if it is no version. */
    static String name(String version) {
        return version(version)
                .map(semver -> semver.getMajor() + "." + semver.getMinor())
                .orElse(version.isEmpty() ? "of an unknown version" : version);
    }

    private static Optional<Semver> version(String text) {
        return Optional.ofNullable(Semver.parse(text.startsWith("v") ? text.substring(1) : text));
    }

    private static int minor(Semver version) {
        return version.getMajor() * 1000 + version.getMinor();
    }
}
