package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.ClusterConfigVersionSpec;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.TalosVersionSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.state.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rules of clusters (resources.md 6). Only the id of a new one is looked at, and only versions that change. */
final class ClusterRules implements Rules<ClusterSpec> {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{Nd}_-]+");
    private static final Duration SHORTEST_BACKUP = Duration.ofHours(1);
    private static final Duration LONGEST_BACKUP = Duration.ofHours(24);

    private final Store store;

    ClusterRules(Store store) {
        this.store = store;
    }

    @Override
    public ResourceType<ClusterSpec> type() {
        return ResourceTypes.CLUSTERS;
    }

    @Override
    public List<String> onCreate(Resource<ClusterSpec> next) {
        ClusterSpec spec = next.spec();
        List<String> problems = new ArrayList<>();
        if (next.id().isEmpty()) {
            problems.add("name is required");
        } else if (!NAME.matcher(next.id()).matches()) {
            problems.add("name should only contain letters, digits, dashes and underscores");
        }
        format("Kubernetes", spec.getKubernetesVersion()).ifPresent(problems::add);
        format("Talos", spec.getTalosVersion()).ifPresent(problems::add);
        backup(spec).ifPresent(problems::add);
        publicDiscovery(spec, spec.getTalosVersion()).ifPresent(problems::add);
        talos(spec, false).or(() -> compatibility(spec)).ifPresent(problems::add);
        return problems;
    }

    @Override
    public List<String> onUpdate(Resource<ClusterSpec> old, Resource<ClusterSpec> next) {
        if (next.isTearingDown()) {
            return List.of();
        }
        if (Locks.isLocked(old) && Locks.isLocked(next)) {
            return List.of(
                    "updating cluster configuration is not allowed: the cluster \"" + next.id() + "\" is locked");
        }
        List<String> problems = new ArrayList<>();
        format("Kubernetes", next.spec().getKubernetesVersion()).ifPresent(problems::add);
        format("Talos", next.spec().getTalosVersion()).ifPresent(problems::add);
        if (old.spec().getFeatures().getDiskEncryption()
                != next.spec().getFeatures().getDiskEncryption()) {
            problems.add("updating disk encryption settings is not allowed");
        }
        backup(next.spec()).ifPresent(problems::add);
        publicDiscovery(next.spec(), initialTalosVersion(old)).ifPresent(problems::add);
        versionChange(old, next).ifPresent(problems::add);
        return problems;
    }

    @Override
    public List<String> onDestroy(Resource<ClusterSpec> old) {
        boolean isProtected = old.hasAnnotation(OmniKeys.CLUSTER_LOCKED)
                && store.get(ResourceTypes.CLUSTER_STATUSES, old.id())
                        .filter(status -> !status.hasLabel(OmniKeys.PREFIX + "tainted-by-importing"))
                        .isPresent();
        return isProtected ? List.of("deletion is not allowed: the cluster \"" + old.id() + "\" is locked") : List.of();
    }

    private Optional<String> versionChange(Resource<ClusterSpec> old, Resource<ClusterSpec> next) {
        String oldTalos = old.spec().getTalosVersion();
        String newTalos = next.spec().getTalosVersion();
        String oldKubernetes = old.spec().getKubernetesVersion();
        String newKubernetes = next.spec().getKubernetesVersion();
        boolean changesTalos = !oldTalos.equals(newTalos);
        boolean changesKubernetes = !oldKubernetes.equals(newKubernetes);
        if (!changesTalos && !changesKubernetes) {
            return Optional.empty();
        }
        Optional<String> unknown = changesTalos ? talos(next.spec(), isDeprecated(oldTalos)) : Optional.empty();
        if (unknown.isPresent()) {
            return unknown;
        }
        String initial = initialTalosVersion(old);
        if (changesTalos && isBelow(newTalos, initial)) {
            return Optional.of("downgrading from version \"" + initial + "\" to \"" + newTalos + "\" is not supported");
        }
        if (changesKubernetes && newKubernetes.isEmpty()) {
            return Optional.of("error parsing to version: strconv.ParseUint: parsing \"\": invalid syntax");
        }
        if (changesKubernetes && !canUpgrade(old.id(), oldKubernetes, newKubernetes)) {
            return Optional.of("kubernetes version is not supported for upgrade to \"" + newKubernetes + "\" from \""
                    + oldKubernetes + "\"");
        }
        return compatibility(next.spec());
    }

    private boolean canUpgrade(String cluster, String from, String to) {
        boolean isStepOrPatch = LenientVersion.parse(to)
                .flatMap(next ->
                        LenientVersion.parse(from).map(old -> next.isSameMinorAs(old) || next.isNextMinorAfter(old)))
                .orElse(false);
        // while an upgrade runs, the way back to the last good version is open
        return isStepOrPatch
                || store.get(ResourceTypes.KUBERNETES_UPGRADE_STATUSES, cluster)
                        .filter(status -> status.spec().getLastUpgradeVersion().equals(to))
                        .isPresent();
    }

    private Optional<String> talos(ClusterSpec spec, boolean mayBeDeprecated) {
        String version = spec.getTalosVersion();
        Optional<TalosVersionSpec> found = find(version);
        if (found.isEmpty()) {
            String cause = StoreException.notFound(ResourceTypes.TALOS_VERSIONS.name(), "default", version)
                    .getMessage();
            return Optional.of("invalid talos version \"" + version + "\": failed to get: " + cause);
        }
        if (found.get().getDeprecated() && !mayBeDeprecated) {
            return Optional.of("talos version \"" + version + "\" is no longer supported");
        }
        if (found.get().getUnsupported()) {
            return Optional.of("talos version \"" + version + "\" is not supported by this Omni release");
        }
        return Optional.empty();
    }

    private Optional<String> compatibility(ClusterSpec spec) {
        return find(spec.getTalosVersion())
                .filter(talos -> !talos.getCompatibleKubernetesVersionsList().contains(spec.getKubernetesVersion()))
                .map(talos -> "invalid kubernetes version \"" + spec.getKubernetesVersion()
                        + "\": is not compatible with talos version \"" + spec.getTalosVersion() + "\"");
    }

    private static Optional<String> format(String product, String version) {
        return LenientVersion.problem(version)
                .map(problem -> "error validating " + product + " version: 1 error occurred:\n\t* " + problem + "\n\n");
    }

    private static Optional<String> backup(ClusterSpec spec) {
        if (!spec.hasBackupConfiguration()) {
            return Optional.empty();
        }
        // looked at even where backups are off: an unset interval counts as 0
        var interval = spec.getBackupConfiguration().getInterval();
        Duration duration = Duration.ofSeconds(interval.getSeconds(), interval.getNanos());
        if (duration.compareTo(SHORTEST_BACKUP) < 0) {
            return Optional.of("backup interval must be greater than " + GoDuration.of(SHORTEST_BACKUP) + ", actual "
                    + GoDuration.of(duration));
        }
        return duration.compareTo(LONGEST_BACKUP) > 0
                ? Optional.of("backup interval must be less than " + GoDuration.of(LONGEST_BACKUP) + ", actual "
                        + GoDuration.of(duration))
                : Optional.empty();
    }

    private static Optional<String> publicDiscovery(ClusterSpec spec, String initialTalosVersion) {
        return spec.getFeatures().getDisablePublicDiscoveryService() && isBelow(initialTalosVersion, "1.14.0")
                ? Optional.of("the public discovery service can only be configured for clusters created with Talos 1.14"
                        + " or newer")
                : Optional.empty();
    }

    private String initialTalosVersion(Resource<ClusterSpec> cluster) {
        return store.get(ResourceTypes.CLUSTER_CONFIG_VERSIONS, cluster.id())
                .map(Resource::spec)
                .map(ClusterConfigVersionSpec::getVersion)
                .map(version -> version.startsWith("v") ? version.substring(1) : version)
                .orElse(cluster.spec().getTalosVersion());
    }

    private boolean isDeprecated(String talosVersion) {
        return find(talosVersion).map(TalosVersionSpec::getDeprecated).orElse(false);
    }

    private Optional<TalosVersionSpec> find(String talosVersion) {
        return store.get(ResourceTypes.TALOS_VERSIONS, talosVersion).map(Resource::spec);
    }

    private static boolean isBelow(String version, String bound) {
        return LenientVersion.parse(version)
                .flatMap(v -> LenientVersion.parse(bound).map(v::isOlderMinorThan))
                .orElse(false);
    }
}
