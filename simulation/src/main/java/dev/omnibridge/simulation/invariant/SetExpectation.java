package dev.omnibridge.simulation.invariant;

import dev.omnibridge.api.v1alpha1.MachineClassSource;
import dev.omnibridge.api.v1alpha1.MachineSetRole;
import dev.omnibridge.api.v1alpha1.MachineStrategy;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetSpec;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulation.actor.Scene;
import dev.omnibridge.simulation.operator.OperatorProcess;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When an OmniMachineSet may call itself in sync, and when its reason for not being so is true. */
final class SetExpectation {

    private final Scene scene;
    private final Names names;
    private final ClusterExpectation clusters;

    SetExpectation(Scene scene) {
        this.scene = scene;
        this.names = new Names(scene.omni().store());
        this.clusters = new ClusterExpectation(scene);
    }

    /** How Omni differs from the spec; empty if it does not. */
    Optional<String> mismatch(OmniMachineSet object) {
        Optional<Resource<MachineSetSpec>> found = inOmni(object);
        if (found.isEmpty()) {
            return Optional.of("there is no such set in Omni");
        }
        Resource<MachineSetSpec> set = found.get();
        boolean isWatching = management(object) == ManagementPolicy.OBSERVE;
        if (!isWatching && !Marks.isOurs(set, object)) {
            return Optional.of("the set in Omni is not claimed by it");
        }
        if (set.isTearingDown()) {
            return Optional.of("the set in Omni is being torn down");
        }
        Ignored ignored = Ignored.of(object.getSpec().ignoreDifferences());
        Optional<String> source = object.getSpec().machineClass() != null
                ? allocation(ignored, object.getSpec().machineClass(), set.spec())
                : isWatching ? Optional.empty() : nodes(object, set);
        return source.or(() -> strategies(ignored, object.getSpec(), set.spec()));
    }

    private static Optional<String> strategies(Ignored ignored, OmniMachineSetSpec wanted, MachineSetSpec found) {
        return strategy(ignored, "updateStrategy", wanted.updateStrategy(), found.getUpdateStrategy())
                .or(() -> strategy(ignored, "deleteStrategy", wanted.deleteStrategy(), found.getDeleteStrategy()))
                .or(() -> strategy(ignored, "upgradeStrategy", wanted.upgradeStrategy(), found.getUpgradeStrategy()))
                .or(() -> parallelism(
                        ignored, "updateStrategy", wanted.updateStrategy(), found.getUpdateStrategyConfig()))
                .or(() -> parallelism(
                        ignored, "deleteStrategy", wanted.deleteStrategy(), found.getDeleteStrategyConfig()))
                .or(() -> parallelism(
                        ignored, "upgradeStrategy", wanted.upgradeStrategy(), found.getUpgradeStrategyConfig()));
    }

    private static Optional<String> parallelism(
            Ignored ignored, String name, @Nullable MachineStrategy wanted, MachineSetSpec.UpdateStrategyConfig found) {
        int inOmni = found.getRolling().getMaxParallelism();
        boolean isSame =
                wanted == null || wanted.rolling() == null || wanted.rolling().maxParallelism() == inOmni;
        return isSame || ignored.covers("spec." + name + ".rolling.maxParallelism")
                ? Optional.empty()
                : Optional.of(name + ".rolling.maxParallelism is " + inOmni);
    }

    private static Optional<String> strategy(
            Ignored ignored, String name, @Nullable MachineStrategy wanted, MachineSetSpec.UpdateStrategy found) {
        boolean isSame = wanted == null || wanted.type().name().equalsIgnoreCase(found.name());
        return isSame || ignored.covers("spec." + name + ".type")
                ? Optional.empty()
                : Optional.of(name + " is " + found);
    }

    private static Optional<String> allocation(Ignored ignored, MachineClassSource wanted, MachineSetSpec found) {
        if (!found.hasMachineAllocation()) {
            return ignored.unless(
                    "spec.machineClass.name", () -> Optional.of("the set takes no machines from a class"));
        }
        boolean isSameClass = found.getMachineAllocation().getName().equals(wanted.name())
                || ignored.covers("spec.machineClass.name");
        long size = wanted.replicas() == null ? Long.MAX_VALUE : wanted.replicas();
        boolean isSameSize =
                AskedRules.size(found).equals(Optional.of(size)) || ignored.covers("spec.machineClass.replicas");
        return isSameClass && isSameSize
                ? Optional.empty()
                : Optional.of("it takes " + found.getMachineAllocation().getMachineCount() + " of "
                        + found.getMachineAllocation().getName());
    }

    private Optional<String> nodes(OmniMachineSet object, Resource<MachineSetSpec> set) {
        if (AskedRules.size(set.spec()).isPresent()) {
            return Optional.of("it takes its machines from a class");
        }
        List<String> wanted = Objects.requireNonNullElse(object.getSpec().machines(), List.of());
        Optional<String> missing = wanted.stream()
                .filter(machine -> !node(machine)
                        .flatMap(n -> n.label(OmniKeys.MACHINE_SET))
                        .equals(Optional.of(set.id())))
                .findFirst();
        if (missing.isPresent()) {
            return missing.map(machine -> "machine " + machine + " is not in it");
        }
        return scene
                .omni()
                .store()
                .list(ResourceTypes.MACHINE_SET_NODES, LabelQuery.equal(OmniKeys.MACHINE_SET, set.id()))
                .stream()
                .filter(node -> Marks.isOurs(node, object) && !wanted.contains(node.id()) && !node.isTearingDown())
                .map(node -> "machine " + node.id() + " is still in it")
                .findFirst();
    }

    private Optional<Resource<MachineSetNodeSpec>> node(String machine) {
        return scene.omni().store().get(ResourceTypes.MACHINE_SET_NODES, machine);
    }

    /** Whether a reason for not being in sync, or for still being there, is so. */
    boolean isTrue(OmniMachineSet object, String reason) {
        Optional<Resource<MachineSetSpec>> found = inOmni(object);
        boolean isOurs = found.filter(s -> Marks.isOurs(s, object)).isPresent();
        Optional<OmniCluster> cluster = cluster(object);
        Optional<Resource<ClusterSpec>> home = cluster.map(names::of)
                .or(() -> found.flatMap(s -> s.label(OmniKeys.CLUSTER)))
                .flatMap(name -> scene.omni().store().get(ResourceTypes.CLUSTERS, name));
        return switch (reason) {
            case "Paused" ->
                Possible.isPaused(object) || cluster.filter(clusters::isPaused).isPresent() || cluster.isEmpty();
            case "Protected" -> Possible.isProtected(object);
            case "OmniLocked" ->
                home.filter(c -> c.hasAnnotation(OmniKeys.CLUSTER_LOCKED)).isPresent() || hasLockedNode(found);
            case "NameConflict", "OwnershipConflict" ->
                found.isPresent() && !isOurs
                        || hasRival(object)
                        || isKeptName(object)
                        || isElsewhere(found, cluster)
                        || isOfFormerCluster(object, cluster);
            case "ClaimLost" -> found.isPresent() && !isOurs;
            case "RemovedInOmni" -> found.isEmpty();
            case "NotInOmni" -> found.isEmpty();
            case "Drifted" ->
                management(object) != ManagementPolicy.ENFORCE
                        && (mismatch(object).isPresent()
                                || hasOtherNodes(object, found)
                                || found.filter(s -> keepsMore(object, s)).isPresent());
            case "BeingDeletedElsewhere" ->
                found.filter(Resource::isTearingDown).isPresent()
                        || home.filter(Resource::isTearingDown).isPresent();
            case "WaitingForOmni" ->
                found.filter(Resource::isTearingDown).isPresent()
                        || waitsForMachines(object)
                        || isUnlimited(object)
                        || hasNoSuccessor(object);
            case "WaitingForCluster" ->
                cluster.filter(c -> home.filter(h -> Marks.isOurs(h, c)).isEmpty()
                                || c.getMetadata().getDeletionTimestamp() != null)
                        .isPresent();
            case "WaitingForReference", "ReferenceNotFound" ->
                cluster.isEmpty() || isUnknownClass(object) || hasNoConnection(cluster.get());
            case "ConnectionNotReady", "DeletionBlocked" ->
                cluster.map(this::hasNoConnection)
                        .orElseGet(() -> scene.server()
                                .connection(OperatorProcess.CONNECTION)
                                .filter(clusters::isUsable)
                                .isEmpty());
            case "ApprovalRequired" ->
                found.filter(s -> !isOurs && !ClaimRules.isConflict(scene, s, object))
                        .isPresent();
            case "MachineInUse" ->
                machines(object).stream()
                        .anyMatch(m -> node(m).filter(
                                        n -> !n.label(OmniKeys.MACHINE_SET).equals(found.map(Resource::id)))
                                .isPresent());
            case "MachineIncompatible", "SwitchNeedsEmptySet", "ImmutableInOmni", "OwnershipContested" ->
                mismatch(object).isPresent();
            case "SpecOlderThanApplied" ->
                isOurs
                        && (found.filter(s -> OlderRules.isOlder(s, object)).isPresent()
                                || cluster.filter(c -> home.filter(h -> OlderRules.isOlder(h, c))
                                                .isPresent())
                                        .isPresent());
            case "OperatorChanged" ->
                isOurs && scene.managementRestores() > 0 && mismatch(object).isPresent();
            case "ReleaseHeld" -> isOurs;
            case "ForeignContents" -> isOurs;
            case "TearingDown", "WaitingForMachines" ->
                found.filter(Resource::isTearingDown).isPresent();
            default -> false;
        };
    }

    private ManagementPolicy management(OmniMachineSet object) {
        Optional<ManagementPolicy> ofCluster = cluster(object).map(clusters::management);
        return ofCluster
                .filter(ManagementPolicy.OBSERVE::equals)
                .or(() -> Optional.ofNullable(object.getSpec().managementPolicy()))
                .or(() -> ofCluster)
                .orElse(ManagementPolicy.ENFORCE);
    }

    /** What was set once and is not in the spec any more stays in Omni, where nothing is removed. */
    private static boolean keepsMore(OmniMachineSet object, Resource<MachineSetSpec> set) {
        OmniMachineSetSpec spec = object.getSpec();
        return PolicyRules.remembered(set).keySet().stream()
                .anyMatch(path -> isKept(path, "spec.updateStrategy.", spec.updateStrategy())
                        || isKept(path, "spec.upgradeStrategy.", spec.upgradeStrategy())
                        || isKept(path, "spec.deleteStrategy.", spec.deleteStrategy()));
    }

    private static boolean isKept(String path, String field, @Nullable MachineStrategy declared) {
        boolean isParallelism = path.startsWith(field + "rolling");
        return path.startsWith(field) && (declared == null || (isParallelism && declared.rolling() == null));
    }

    /** Listed machines that are not in it, or the other way round. */
    private boolean hasOtherNodes(OmniMachineSet object, Optional<Resource<MachineSetSpec>> found) {
        return object.getSpec().machines() != null
                && found.filter(set -> nodes(object, set).isPresent()).isPresent();
    }

    private boolean hasLockedNode(Optional<Resource<MachineSetSpec>> set) {
        return set.stream()
                .flatMap(s -> scene
                        .omni()
                        .store()
                        .list(ResourceTypes.MACHINE_SET_NODES, LabelQuery.equal(OmniKeys.MACHINE_SET, s.id()))
                        .stream())
                .anyMatch(node -> node.hasAnnotation(OmniKeys.LOCKED));
    }

    private boolean waitsForMachines(OmniMachineSet object) {
        return machines(object).stream()
                .anyMatch(m -> scene.omni()
                                .store()
                                .get(ResourceTypes.CLUSTER_MACHINES, m)
                                .isPresent()
                        || node(m).filter(Resource::isTearingDown).isPresent());
    }

    /** A control plane whose listed machines are all not to be had keeps the ones it has. */
    private boolean hasNoSuccessor(OmniMachineSet object) {
        return object.getSpec().role() == MachineSetRole.CONTROL_PLANE
                && !machines(object).isEmpty()
                && machines(object).stream()
                        .noneMatch(m -> scene.omni()
                                .store()
                                .get(ResourceTypes.CLUSTER_MACHINES, m)
                                .isPresent());
    }

    private static List<String> machines(OmniMachineSet object) {
        return Objects.requireNonNullElse(object.getSpec().machines(), List.of());
    }

    private static boolean isUnlimited(OmniMachineSet object) {
        return Optional.ofNullable(object.getSpec().machineClass())
                .filter(source -> source.replicas() == null)
                .isPresent();
    }

    private boolean isUnknownClass(OmniMachineSet object) {
        return Optional.ofNullable(object.getSpec().machineClass())
                .map(MachineClassSource::name)
                .filter(name -> scene.omni()
                        .store()
                        .get(ResourceTypes.MACHINE_CLASSES, name)
                        .isEmpty())
                .isPresent();
    }

    private boolean hasNoConnection(OmniCluster cluster) {
        return clusters.isTrue(cluster, "ConnectionNotReady");
    }

    /** It claims a set of a cluster that its cluster object does not mean any more. */
    private boolean isElsewhere(Optional<Resource<MachineSetSpec>> found, Optional<OmniCluster> cluster) {
        return found.isPresent()
                && cluster.isPresent()
                && !found.get().label(OmniKeys.CLUSTER).equals(cluster.map(names::of));
    }

    /** Its status names a set of a cluster that its cluster object does not mean any more. */
    private boolean isOfFormerCluster(OmniMachineSet object, Optional<OmniCluster> cluster) {
        return cluster.isPresent()
                && names.of(object, cluster)
                        .filter(id -> !id.startsWith(names.of(cluster.get()) + "-"))
                        .isPresent();
    }

    private boolean isKeptName(OmniMachineSet object) {
        return object.getSpec().role() == MachineSetRole.WORKER
                && names.of(object, cluster(object))
                        .filter(id -> id.endsWith("-control-planes"))
                        .isPresent();
    }

    private boolean hasRival(OmniMachineSet object) {
        return scene.server().machineSets().stream()
                .anyMatch(other -> !other.getMetadata()
                                .getUid()
                                .equals(object.getMetadata().getUid())
                        && names.of(other, cluster(other)).equals(names.of(object, cluster(object))));
    }

    private Optional<OmniCluster> cluster(OmniMachineSet object) {
        return scene.server()
                .cluster(
                        object.getMetadata().getNamespace(),
                        object.getSpec().clusterRef().name());
    }

    private Optional<Resource<MachineSetSpec>> inOmni(OmniMachineSet object) {
        return names.of(object, cluster(object))
                .flatMap(id -> scene.omni().store().get(ResourceTypes.MACHINE_SETS, id));
    }
}
