package dev.omnibridge.simulation.invariant;

import dev.omnibridge.api.v1alpha1.ClusterFeatures;
import dev.omnibridge.api.v1alpha1.ConnectionDefaults;
import dev.omnibridge.api.v1alpha1.ConnectionReference;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniClusterSpec;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatus;
import dev.omnibridge.api.v1alpha1.OmniServer;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.TalosVersionSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulation.actor.OtherVersion;
import dev.omnibridge.simulation.actor.Scene;
import dev.omnibridge.simulation.omni.OmniWorld;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When an OmniCluster may call itself in sync, and when its reason for not being so is true. */
final class ClusterExpectation {

    private final Scene scene;
    private final Names names;

    ClusterExpectation(Scene scene) {
        this.scene = scene;
        this.names = new Names(scene.omni().store());
    }

    /** How Omni differs from the spec; empty if it does not. */
    Optional<String> mismatch(OmniCluster object) {
        Optional<Resource<ClusterSpec>> found = inOmni(object);
        if (found.isEmpty()) {
            return Optional.of("there is no such cluster in Omni");
        }
        Resource<ClusterSpec> cluster = found.get();
        if (!isWatching(object) && !Marks.isOurs(cluster, object)) {
            return Optional.of("the cluster in Omni is not claimed by it");
        }
        if (cluster.isTearingDown()) {
            return Optional.of("the cluster in Omni is being torn down");
        }
        OmniClusterSpec spec = object.getSpec();
        Ignored ignored = Ignored.of(spec.ignoreDifferences());
        return ignored.unless(
                        "spec.kubernetes.version",
                        () -> differs(
                                "Kubernetes",
                                canonical(spec.kubernetes().version()),
                                cluster.spec().getKubernetesVersion()))
                .or(() -> ignored.unless(
                        "spec.talos.version",
                        () -> differs(
                                "Talos",
                                canonical(spec.talos().version()),
                                cluster.spec().getTalosVersion())))
                .or(() -> features(ignored, spec.features(), cluster.spec().getFeatures()))
                .or(() -> keys(ignored, "label", spec.labels(), cluster.labels()))
                .or(() -> keys(ignored, "annotation", spec.annotations(), cluster.annotations()));
    }

    private static Optional<String> features(
            Ignored ignored, @Nullable ClusterFeatures wanted, ClusterSpec.Features found) {
        if (wanted == null) {
            return Optional.empty();
        }
        return feature(ignored, "enableWorkloadProxy", wanted.enableWorkloadProxy(), found.getEnableWorkloadProxy())
                .or(() -> feature(
                        ignored,
                        "useEmbeddedDiscoveryService",
                        wanted.useEmbeddedDiscoveryService(),
                        found.getUseEmbeddedDiscoveryService()))
                .or(() -> feature(ignored, "diskEncryption", wanted.diskEncryption(), found.getDiskEncryption()));
    }

    private static Optional<String> feature(Ignored ignored, String name, @Nullable Boolean wanted, boolean found) {
        return wanted == null || wanted == found || ignored.covers("spec.features." + name)
                ? Optional.empty()
                : Optional.of(name + " is " + found);
    }

    private static Optional<String> keys(
            Ignored ignored, String what, @Nullable Map<String, String> wanted, Map<String, String> found) {
        return Objects.requireNonNullElse(wanted, Map.<String, String>of()).entrySet().stream()
                .filter(entry -> !entry.getValue().equals(found.get(entry.getKey())))
                .filter(entry -> !ignored.covers("spec." + what + "s[" + entry.getKey() + "]"))
                .map(entry -> what + " " + entry.getKey() + " is " + found.get(entry.getKey()))
                .findFirst();
    }

    private static Optional<String> differs(String what, String wanted, String found) {
        return wanted.equals(canonical(found))
                ? Optional.empty()
                : Optional.of(what + " is " + found + ", not " + wanted);
    }

    private static String canonical(String version) {
        return version.startsWith("v") ? version.substring(1) : version;
    }

    /** Whether a reason for not being in sync, or for still being there, is so. */
    boolean isTrue(OmniCluster object, String reason) {
        Optional<Resource<ClusterSpec>> found = inOmni(object);
        boolean isOurs = found.filter(c -> Marks.isOurs(c, object)).isPresent();
        return switch (reason) {
            case "Paused" -> isPaused(object);
            case "OmniLocked" ->
                found.filter(c -> c.hasAnnotation(OmniKeys.CLUSTER_LOCKED)).isPresent() || hasLockedMachines(object);
            case "Protected" -> Possible.isProtected(object) || hasProtectedSets(object);
            case "PreCheckFailed", "OwnershipContested" -> mismatch(object).isPresent();
            case "NameConflict" -> found.isPresent() && !isOurs || hasRival(object);
            case "OwnershipConflict" ->
                found.isPresent()
                        && !isOurs
                        && !found.filter(Marks::isUnclaimed).isPresent();
            case "ClaimLost" -> found.isPresent() && !isOurs;
            case "RemovedInOmni" -> found.isEmpty() && object.getStatus().clusterName() != null;
            case "NotInOmni" -> found.isEmpty() && isWatching(object);
            case "Drifted" ->
                waitsForUpgradeChecks(object, found)
                        || management(object) != ManagementPolicy.ENFORCE
                                && (mismatch(object).isPresent()
                                        || found.filter(c -> keepsMore(object, c))
                                                .isPresent());
            case "BeingDeletedElsewhere" ->
                found.filter(Resource::isTearingDown).isPresent();
            case "WaitingForOmni" ->
                found.filter(Resource::isTearingDown).isPresent() || waitsForUpgradeChecks(object, found);
            case "ApprovalRequired" ->
                found.filter(c -> !isOurs && !ClaimRules.isConflict(scene, c, object))
                        .isPresent();
            case "ReferenceNotFound" -> connection(object).isEmpty();
            case "ConnectionNotReady", "DeletionBlocked" ->
                connection(object).filter(this::isUsable).isEmpty();
            case "VersionNotAvailable" ->
                talos(object)
                        .filter(t -> !t.getDeprecated() && !t.getUnsupported())
                        .isEmpty();
            case "VersionsIncompatible", "UpgradeNotPossible" ->
                mismatch(object).isPresent();
            case "ImmutableInOmni" ->
                found.filter(c -> Optional.ofNullable(object.getSpec().features())
                                .map(ClusterFeatures::diskEncryption)
                                .filter(wanted ->
                                        wanted != c.spec().getFeatures().getDiskEncryption())
                                .isPresent())
                        .isPresent();
            case "SpecOlderThanApplied" ->
                isOurs && found.filter(c -> OlderRules.isOlder(c, object)).isPresent();
            case "ReleaseHeld" -> isOurs;
            case "OperatorChanged" ->
                isOurs
                        && (found.filter(c -> c.hasLabel(OtherVersion.LABEL)).isPresent()
                                || scene.managementRestores() > 0
                                        && mismatch(object).isPresent());
            case "ForeignContents" -> isOurs && hasSets(object);
            case "TearingDown", "WaitingForMachines" ->
                isOurs && found.filter(Resource::isTearingDown).isPresent();
            default -> false;
        };
    }

    /** What was set once and is not in the spec any more stays in Omni, where nothing is removed. */
    private static boolean keepsMore(OmniCluster object, Resource<ClusterSpec> cluster) {
        Map<String, String> labels = Objects.requireNonNullElse(object.getSpec().labels(), Map.of());
        Map<String, String> annotations =
                Objects.requireNonNullElse(object.getSpec().annotations(), Map.of());
        Set<String> remembered = PolicyRules.remembered(cluster).keySet();
        Optional<ClusterFeatures> features =
                Optional.ofNullable(object.getSpec().features());
        return isKept(remembered, "enableWorkloadProxy", features.map(ClusterFeatures::enableWorkloadProxy))
                || isKept(
                        remembered,
                        "useEmbeddedDiscoveryService",
                        features.map(ClusterFeatures::useEmbeddedDiscoveryService))
                || isKept(remembered, "diskEncryption", features.map(ClusterFeatures::diskEncryption))
                || cluster.labels().keySet().stream()
                        .anyMatch(key -> remembered.contains("spec.labels[" + key + "]") && !labels.containsKey(key))
                || cluster.annotations().keySet().stream()
                        .anyMatch(key ->
                                remembered.contains("spec.annotations[" + key + "]") && !annotations.containsKey(key));
    }

    private static boolean isKept(Set<String> remembered, String feature, Optional<Boolean> declared) {
        return declared.isEmpty() && remembered.contains("spec.features." + feature);
    }

    /** Omni does not say whether Kubernetes may be upgraded before the first one stands. */
    private boolean waitsForUpgradeChecks(OmniCluster object, Optional<Resource<ClusterSpec>> cluster) {
        boolean isUpgrade = cluster.filter(
                        c -> !canonical(object.getSpec().kubernetes().version())
                                .equals(canonical(c.spec().getKubernetesVersion())))
                .isPresent();
        return isUpgrade
                && cluster.flatMap(c -> scene.omni().store().get(ResourceTypes.KUBERNETES_UPGRADE_STATUSES, c.id()))
                        .filter(s -> !s.spec().getLastUpgradeVersion().isEmpty())
                        .isEmpty();
    }

    /** Whether that connection leads to the account that was pinned, where no other installation works. */
    boolean isUsable(OmniConnection connection) {
        boolean isOfAnotherAccount = Optional.ofNullable(connection.getStatus())
                .map(OmniConnectionStatus::omni)
                .map(OmniServer::accountId)
                .filter(account -> !account.equals(OmniWorld.ACCOUNT))
                .isPresent();
        return !isOfAnotherAccount && !InstanceRules.isConflict(scene);
    }

    private boolean hasRival(OmniCluster object) {
        return scene.server().clusters().stream()
                .anyMatch(other -> !other.getMetadata()
                                .getUid()
                                .equals(object.getMetadata().getUid())
                        && names.of(other).equals(names.of(object)));
    }

    private boolean hasSets(OmniCluster object) {
        return !scene.omni()
                .store()
                .list(ResourceTypes.MACHINE_SETS, LabelQuery.equal(OmniKeys.CLUSTER, names.of(object)))
                .isEmpty();
    }

    private Optional<TalosVersionSpec> talos(OmniCluster object) {
        return scene.omni()
                .store()
                .get(
                        ResourceTypes.TALOS_VERSIONS,
                        canonical(object.getSpec().talos().version()))
                .map(Resource::spec);
    }

    boolean isPaused(OmniCluster object) {
        return Possible.isPaused(object)
                || connection(object).filter(Possible::isPaused).isPresent();
    }

    private Optional<OmniConnection> connection(OmniCluster object) {
        return scene.server()
                .connection(Optional.ofNullable(object.getSpec().connectionRef())
                        .map(ConnectionReference::name)
                        .orElse("default"));
    }

    boolean isWatching(OmniCluster object) {
        return management(object) == ManagementPolicy.OBSERVE;
    }

    ManagementPolicy management(OmniCluster object) {
        return Optional.ofNullable(object.getSpec().managementPolicy())
                .or(() -> connection(object)
                        .flatMap(c -> Optional.ofNullable(c.getSpec().defaults()))
                        .map(ConnectionDefaults::managementPolicy))
                .orElse(ManagementPolicy.ENFORCE);
    }

    private boolean hasProtectedSets(OmniCluster object) {
        return scene.server().machineSets().stream()
                .anyMatch(set -> Possible.isProtected(set)
                        && set.getMetadata()
                                .getNamespace()
                                .equals(object.getMetadata().getNamespace())
                        && set.getSpec()
                                .clusterRef()
                                .name()
                                .equals(object.getMetadata().getName()));
    }

    private boolean hasLockedMachines(OmniCluster object) {
        return scene
                .omni()
                .store()
                .list(ResourceTypes.MACHINE_SET_NODES, LabelQuery.equal(OmniKeys.CLUSTER, names.of(object)))
                .stream()
                .anyMatch(node -> node.hasAnnotation(OmniKeys.LOCKED));
    }

    private Optional<Resource<ClusterSpec>> inOmni(OmniCluster object) {
        return scene.omni().store().get(ResourceTypes.CLUSTERS, names.of(object));
    }
}
