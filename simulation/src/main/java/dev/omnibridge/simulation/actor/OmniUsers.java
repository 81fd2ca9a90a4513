package dev.omnibridge.simulation.actor;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimKeys;
import dev.omnibridge.simulator.machine.VirtualMachine;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.state.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/** People in Omni's own UI, other tools, and machines. What they do is not asked about by rules, so it is at least what Omni allows. */
final class OmniUsers {

    private static final List<String> CLUSTERS = List.of("p", "p-e", "q");

    private OmniUsers() {}

    static String editCluster(Scene scene, Random chance) {
        return any(scene, ResourceTypes.CLUSTERS, chance)
                .map(cluster -> edit(scene, cluster, c -> switch (chance.nextInt(4)) {
                    case 0 -> c.withLabel("team", "ui" + chance.nextInt(3));
                    case 1 -> c.withLabel("ui", "1");
                    case 2 -> {
                        ClusterSpec.Builder spec = c.spec().toBuilder();
                        spec.getFeaturesBuilder().setEnableWorkloadProxy(chance.nextBoolean());
                        yield c.withSpec(spec.build());
                    }
                    default ->
                        c.withSpec(c.spec().toBuilder()
                                .setKubernetesVersion(chance.nextBoolean() ? "1.35.7" : "1.35.6")
                                .build());
                }))
                .orElse("there is none");
    }

    static String editSet(Scene scene, Random chance) {
        return any(scene, ResourceTypes.MACHINE_SETS, chance)
                .map(set -> edit(scene, set, s -> switch (chance.nextInt(3)) {
                    case 0 -> s.withLabel("ui", "1");
                    case 1 -> {
                        MachineSetSpec.Builder spec = s.spec().toBuilder();
                        if (spec.getMachineAllocation().getAllocationType()
                                        == MachineSetSpec.MachineAllocation.Type.Static
                                && spec.hasMachineAllocation()) {
                            spec.getMachineAllocationBuilder().setMachineCount(1 + chance.nextInt(3));
                        }
                        yield s.withSpec(spec.build());
                    }
                    default ->
                        s.withSpec(s.spec().toBuilder()
                                .setUpdateStrategy(
                                        chance.nextBoolean()
                                                ? MachineSetSpec.UpdateStrategy.Unset
                                                : MachineSetSpec.UpdateStrategy.Rolling)
                                .build());
                }))
                .orElse("there is none");
    }

    static String lock(Scene scene, Random chance) {
        return chance.nextBoolean()
                ? any(scene, ResourceTypes.CLUSTERS, chance)
                        .map(c -> edit(scene, c, r -> r.withAnnotation(OmniKeys.CLUSTER_LOCKED, "")))
                        .orElse("there is none")
                : any(scene, ResourceTypes.MACHINE_SET_NODES, chance)
                        // Omni refuses that, and from then on every write to the node
                        .filter(n -> !n.hasLabel(OmniKeys.ROLE_CONTROL_PLANE))
                        .map(n -> edit(scene, n, r -> r.withAnnotation(OmniKeys.LOCKED, "")))
                        .orElse("there is none");
    }

    static String unlock(Scene scene, Random chance) {
        return chance.nextBoolean()
                ? any(scene, ResourceTypes.CLUSTERS, chance)
                        .map(c -> edit(scene, c, r -> r.withoutAnnotation(OmniKeys.CLUSTER_LOCKED)))
                        .orElse("there is none")
                : any(scene, ResourceTypes.MACHINE_SET_NODES, chance)
                        .map(n -> edit(scene, n, r -> r.withoutAnnotation(OmniKeys.LOCKED)))
                        .orElse("there is none");
    }

    /** A worker set of chosen machines in a cluster that is there. */
    static String createSet(Scene scene, Random chance) {
        Optional<Resource<ClusterSpec>> cluster = any(scene, ResourceTypes.CLUSTERS, chance);
        if (cluster.isEmpty()) {
            return "there is no cluster";
        }
        String set = cluster.get().id() + (chance.nextBoolean() ? "-ui" : "-w");
        List<String> free = new ArrayList<>(scene.omni().machineIds());
        free.removeIf(id -> scene.omni()
                        .store()
                        .get(ResourceTypes.MACHINE_SET_NODES, id)
                        .isPresent()
                || scene.omni().store().get(ResourceTypes.CLUSTER_MACHINES, id).isPresent());
        return tried(() -> {
            Store store = scene.omni().store();
            store.create(
                    "",
                    Resource.of(ResourceTypes.MACHINE_SETS, set, MachineSetSpec.getDefaultInstance())
                            .withLabel(OmniKeys.CLUSTER, cluster.get().id())
                            .withLabel(OmniKeys.ROLE_WORKER, ""));
            Optional<String> machine = Specs.any(free, chance);
            machine.ifPresent(id -> store.create(
                    "",
                    Resource.of(ResourceTypes.MACHINE_SET_NODES, id, MachineSetNodeSpec.getDefaultInstance())
                            .withLabel(OmniKeys.CLUSTER, cluster.get().id())
                            .withLabel(OmniKeys.MACHINE_SET, set)
                            .withLabel(OmniKeys.ROLE_WORKER, "")));
            return set + " with " + machine.orElse("no machine");
        });
    }

    static String createCluster(Scene scene, Random chance) {
        String name = CLUSTERS.get(chance.nextInt(CLUSTERS.size()));
        return tried(() -> {
            scene.omni()
                    .store()
                    .create(
                            "",
                            Resource.of(
                                    ResourceTypes.CLUSTERS,
                                    name,
                                    ClusterSpec.newBuilder()
                                            .setKubernetesVersion(chance.nextBoolean() ? "1.35.6" : "1.35.7")
                                            .setTalosVersion("1.13.8")
                                            .build()));
            return name;
        });
    }

    static String delete(Scene scene, Random chance) {
        return switch (chance.nextInt(3)) {
            case 0 -> delete(scene, any(scene, ResourceTypes.CLUSTERS, chance));
            case 1 -> delete(scene, any(scene, ResourceTypes.MACHINE_SETS, chance));
            default -> delete(scene, any(scene, ResourceTypes.MACHINE_SET_NODES, chance));
        };
    }

    private static String delete(Scene scene, Optional<? extends Resource<?>> resource) {
        return resource.map(r -> tried(() -> {
                    scene.omni().store().teardown("", r.type(), r.id());
                    return r.reference();
                }))
                .orElse("there is none");
    }

    /** Strips our claim, or puts another one there. */
    static String takeClaim(Scene scene, Random chance) {
        boolean ofCluster = chance.nextBoolean();
        int how = chance.nextInt(4);
        return ofCluster
                ? any(scene, ResourceTypes.CLUSTERS, chance)
                        .map(c -> edit(scene, c, r -> disowned(r, how)))
                        .orElse("there is none")
                : any(scene, ResourceTypes.MACHINE_SETS, chance)
                        .map(s -> edit(scene, s, r -> disowned(r, how)))
                        .orElse("there is none");
    }

    private static <S extends Message> Resource<S> disowned(Resource<S> resource, int how) {
        return switch (how) {
            case 0 -> resource.withoutAnnotation(ClaimKeys.OWNER).withoutAnnotation(ClaimKeys.OWNER_UID);
            case 1 -> resource.withAnnotation(ClaimKeys.OWNER, "other/OmniCluster/x/y");
            case 2 -> resource.withAnnotation(ClaimKeys.APPLIED, "{broken");
            default -> resource.withAnnotation(OmniKeys.MANAGED_BY_CLUSTER_TEMPLATES, "");
        };
    }

    static String disconnect(Scene scene, Random chance) {
        return machine(scene, chance)
                .map(m -> {
                    scene.omni().machines().disconnectAtOnce(m.id());
                    return m.id();
                })
                .orElse("there is none");
    }

    static String connect(Scene scene, Random chance) {
        return machine(scene, chance)
                .map(m -> {
                    scene.omni().machines().connect(m.id());
                    return m.id();
                })
                .orElse("there is none");
    }

    private static Optional<VirtualMachine> machine(Scene scene, Random chance) {
        return Specs.any(scene.omni().machines().all(), chance);
    }

    private static <S extends Message> Optional<Resource<S>> any(Scene scene, ResourceType<S> type, Random chance) {
        return Specs.any(
                scene.omni().store().list(type).stream()
                        .filter(r -> !r.isTearingDown())
                        .toList(),
                chance);
    }

    private static <S extends Message> String edit(
            Scene scene, Resource<S> resource, UnaryOperator<Resource<S>> change) {
        Resource<S> next = change.apply(resource);
        if (next.equals(resource)) {
            return resource.reference() + " is so already";
        }
        return tried(() -> {
            scene.omni().tick();
            scene.omni().store().update(resource.owner(), next, Optional.empty());
            return resource.reference();
        });
    }

    private static String tried(java.util.function.Supplier<String> action) {
        try {
            return action.get();
        } catch (StoreException e) {
            return "refused: " + e.getMessage();
        }
    }
}
