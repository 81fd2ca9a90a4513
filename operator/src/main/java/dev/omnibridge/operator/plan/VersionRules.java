package dev.omnibridge.operator.plan;

import static dev.omnibridge.operator.plan.ClusterFields.KUBERNETES_VERSION;
import static dev.omnibridge.operator.plan.ClusterFields.TALOS_VERSION;

import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.TalosVersionSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.view.ClusterSlice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.semver4j.Semver;

/**
 * Omni's rules for versions, checked before a write so that the message can say what would be allowed. A refused version is not
 * written; everything else of the object is.
 *
 * @param refused paths that must not be written
 */
record VersionRules(Set<String> refused, List<Finding> findings) {

    /** A pair of versions, without {@code v}. */
    record Pair(String talos, String kubernetes) {}

    /** Rules for a cluster that does not exist yet. */
    static VersionRules forCreation(Pair wanted, TalosVersions table) {
        Check check = new Check(table);
        check.talosIsAvailable(wanted.talos(), false);
        check.pairIsCompatible(wanted);
        return check.result();
    }

    /** Rules for a change of what the cluster has; versions that stay are not checked again, as Omni does. */
    static VersionRules forUpdate(Pair wanted, Pair present, ClusterSlice cluster, TalosVersions table) {
        Check check = new Check(table);
        boolean changesTalos = !wanted.talos().equals(present.talos());
        boolean changesKubernetes = !wanted.kubernetes().equals(present.kubernetes());
        if (changesTalos) {
            boolean isOnDeprecated = table.find(present.talos())
                    .map(TalosVersionSpec::getDeprecated)
                    .orElse(false);
            check.talosIsAvailable(wanted.talos(), isOnDeprecated);
            if (!wanted.talos().equals(talosToGoBackTo(cluster).orElse(""))) {
                check.talosIsNotBelowTheFirst(wanted.talos(), firstTalos(cluster, present));
            }
        }
        if (changesKubernetes
                && !wanted.kubernetes().equals(kubernetesToGoBackTo(cluster).orElse(""))) {
            check.kubernetesStepIsSmall(wanted.kubernetes(), present.kubernetes());
        }
        if (changesTalos || changesKubernetes) {
            // what was refused above is not written, so the other one has to fit what stays
            check.pairIsCompatible(new Pair(
                    check.refused.contains(TALOS_VERSION) ? present.talos() : wanted.talos(),
                    check.refused.contains(KUBERNETES_VERSION) ? present.kubernetes() : wanted.kubernetes()));
        }
        return check.result();
    }

    /** The same, and this path must not be written either. */
    VersionRules refusing(Set<String> paths) {
        Set<String> more = new HashSet<>(refused);
        more.addAll(paths);
        return new VersionRules(Set.copyOf(more), findings);
    }

    /** Omni refuses minors below the one the cluster was created with; where it does not say, the present one is the safe bound. */
    private static String firstTalos(ClusterSlice cluster, Pair present) {
        return cluster.status()
                .map(Resource::spec)
                .map(ClusterStatusSpec::getInitialTalosVersion)
                .filter(version -> !version.isEmpty())
                .map(Versions::canonical)
                .orElse(present.talos());
    }

    /** While an upgrade runs, Omni lets it be taken back to the version that was last reached. */
    private static Optional<String> kubernetesToGoBackTo(ClusterSlice cluster) {
        return cluster.kubernetesUpgrade()
                .filter(upgrade -> !upgrade.getCurrentUpgradeVersion().isEmpty())
                .map(upgrade -> Versions.canonical(upgrade.getLastUpgradeVersion()));
    }

    /** The same for Talos. */
    private static Optional<String> talosToGoBackTo(ClusterSlice cluster) {
        return cluster.talosUpgrade()
                .filter(upgrade -> !upgrade.getCurrentUpgradeVersion().isEmpty())
                .map(upgrade -> Versions.canonical(upgrade.getLastUpgradeVersion()));
    }

    private static final class Check {
        private final TalosVersions table;
        private final Set<String> refused = new HashSet<>();
        private final List<Finding> findings = new ArrayList<>();

        Check(TalosVersions table) {
            this.table = table;
        }

        VersionRules result() {
            return new VersionRules(Set.copyOf(refused), List.copyOf(findings));
        }

        void talosIsAvailable(String talos, boolean allowsDeprecated) {
            Optional<TalosVersionSpec> entry = table.find(talos);
            String fault;
            if (entry.isEmpty()) {
                fault = "is unknown to this Omni";
            } else if (entry.get().getUnsupported()) {
                fault = "is not supported by this Omni";
            } else if (entry.get().getDeprecated() && !allowsDeprecated) {
                fault = "is deprecated in this Omni";
            } else {
                return;
            }
            refuse(
                    Reason.VERSION_NOT_AVAILABLE,
                    "spec.talos.version " + talos + " " + fault + "; near it are " + list(table.near(talos)),
                    TALOS_VERSION);
        }

        void talosIsNotBelowTheFirst(String talos, String first) {
            Optional<Semver> wanted = Versions.parse(talos);
            Optional<Semver> bound = Versions.parse(first);
            if (wanted.isPresent() && bound.isPresent() && Versions.BY_MINOR.compare(wanted.get(), bound.get()) < 0) {
                refuse(
                        Reason.UPGRADE_NOT_POSSIBLE,
                        "spec.talos.version " + talos + " is below the minor version of " + first
                                + ", which the cluster began with; choose " + minor(bound.get()) + ".x or newer",
                        TALOS_VERSION);
            }
        }

        void kubernetesStepIsSmall(String kubernetes, String present) {
            Optional<Semver> wanted = Versions.parse(kubernetes);
            Optional<Semver> now = Versions.parse(present);
            if (wanted.isEmpty() || now.isEmpty()) {
                return;
            }
            int step = wanted.get().getMinor() - now.get().getMinor();
            if (wanted.get().getMajor() != now.get().getMajor() || step < 0 || step > 1) {
                refuse(
                        Reason.UPGRADE_NOT_POSSIBLE,
                        "spec.kubernetes.version " + kubernetes + " can't be reached from " + present
                                + ": Kubernetes goes up one minor version at a time and never down; choose "
                                + minor(now.get()) + ".x or " + minor(now.get().withIncMinor()) + ".x",
                        KUBERNETES_VERSION);
            }
        }

        void pairIsCompatible(Pair pair) {
            Optional<TalosVersionSpec> entry = table.find(pair.talos());
            if (entry.isEmpty() || TalosVersions.runs(entry.get(), pair.kubernetes())) {
                return;
            }
            List<String> alternatives = new ArrayList<>();
            table.kubernetesOn(pair.talos(), pair.kubernetes()).stream()
                    .findFirst()
                    .ifPresent(k -> alternatives.add("Talos " + pair.talos() + " with Kubernetes " + k));
            table.talosFor(pair.kubernetes(), pair.talos())
                    .ifPresent(t -> alternatives.add("Talos " + t + " with Kubernetes " + pair.kubernetes()));
            refuse(
                    Reason.VERSIONS_INCOMPATIBLE,
                    "Kubernetes " + pair.kubernetes() + " (spec.kubernetes.version) does not run on Talos "
                            + pair.talos() + " (spec.talos.version); nearest valid: " + list(alternatives),
                    TALOS_VERSION,
                    KUBERNETES_VERSION);
        }

        private void refuse(Reason reason, String message, String... paths) {
            findings.add(new Finding(reason, message));
            refused.addAll(List.of(paths));
        }

        private static String minor(Semver version) {
            return version.getMajor() + "." + version.getMinor();
        }

        private static String list(List<String> items) {
            return items.isEmpty() ? "none" : String.join(", ", items);
        }
    }
}
