package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.omni.proto.specs.ClusterMachineConfigPatchesSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineTalosVersionSpec;
import dev.omnibridge.omni.proto.specs.RedactedClusterMachineConfigSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.InternalTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.machine.Sha256;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Generates machine configs; their version says how often a machine's config changed. */
final class ClusterMachineConfigController extends Transform<ClusterMachineSpec, RedactedClusterMachineConfigSpec> {

    /** Why no config could be generated; the one generated before stays. */
    static final String GENERATION_ERROR = "generation-error";

    private static final String INPUTS = "inputResourceVersion";

    ClusterMachineConfigController(Store store) {
        super(
                store,
                Finalizers.CONFIG,
                ResourceTypes.CLUSTER_MACHINES,
                InternalTypes.CLUSTER_MACHINE_CONFIGS,
                List.<Input<?>>of(
                        Input.byId(ResourceTypes.CLUSTER_MACHINE_CONFIG_PATCHES),
                        Input.byId(ResourceTypes.CLUSTER_MACHINE_TALOS_VERSIONS),
                        Concerned.machinesOfCluster(store, ResourceTypes.LOAD_BALANCER_CONFIGS),
                        Concerned.machinesOfCluster(store, ResourceTypes.CLUSTERS)));
    }

    @Override
    protected Requeue transform(Resource<ClusterMachineSpec> machine) {
        Optional<Resource<ClusterMachineConfigPatchesSpec>> patches =
                store.get(ResourceTypes.CLUSTER_MACHINE_CONFIG_PATCHES, machine.id());
        Optional<Resource<ClusterMachineTalosVersionSpec>> talos =
                store.get(ResourceTypes.CLUSTER_MACHINE_TALOS_VERSIONS, machine.id());
        if (patches.isPresent() && talos.isPresent()) {
            String base = base(machine, talos.get().spec());
            List<String> texts = patches.get().spec().getPatchesList();
            String inputs = Sha256.hex(inputs(machine, patches.get(), talos.get()));
            write(
                    machine.id(),
                    config -> isGeneratedFrom(config, inputs)
                            ? config
                            : generate(config, base, texts)
                                    .withAnnotation(INPUTS, inputs)
                                    .withMetadata(metadata -> metadata.putAllLabels(Outputs.membership(machine))));
        }
        return Requeue.onEvent();
    }

    /** Versions of all it is made from: the config goes on with each of them, even if its text stays (status-and-lifecycle.md 1.4). */
    private String inputs(Resource<ClusterMachineSpec> machine, Resource<?> patches, Resource<?> talos) {
        String name = machine.label(OmniKeys.CLUSTER).orElse("");
        String cluster = Stream.of(ResourceTypes.CLUSTERS, ResourceTypes.LOAD_BALANCER_CONFIGS)
                .flatMap(type -> store.get(type, name).stream())
                .map(resource -> resource.reference() + "@" + resource.version())
                .collect(Collectors.joining(","));
        return cluster + "," + patches.version() + "," + talos.version();
    }

    private static boolean isGeneratedFrom(Resource<?> config, String inputs) {
        return config.annotation(INPUTS).filter(inputs::equals).isPresent();
    }

    private static Resource<RedactedClusterMachineConfigSpec> generate(
            Resource<RedactedClusterMachineConfigSpec> config, String base, List<String> patches) {
        try {
            return config.withSpec(RedactedClusterMachineConfigSpec.newBuilder()
                            .setData(ConfigText.generate(base, patches))
                            .build())
                    .withoutAnnotation(GENERATION_ERROR);
        } catch (IllegalArgumentException e) {
            return config.withAnnotation(GENERATION_ERROR, String.valueOf(e.getMessage()));
        }
    }

    /** The config before patches: enough of Talos' to make diffs look like those of a real machine. */
    private static String base(Resource<ClusterMachineSpec> machine, ClusterMachineTalosVersionSpec talos) {
        boolean isControlPlane = machine.hasLabel(OmniKeys.ROLE_CONTROL_PLANE);
        String kubernetes = machine.spec().getKubernetesVersion();
        String text = """
                version: v1alpha1
                machine:
                  type: %s
                  kubelet:
                    image: ghcr.io/siderolabs/kubelet:v%s
                  install:
                    disk: /dev/vda
                    image: factory.talos.dev/metal-installer/%s:v%s
                    wipe: false
                cluster:
                  clusterName: %s
                """.formatted(
                        isControlPlane ? "controlplane" : "worker",
                        kubernetes,
                        talos.getSchematicId(),
                        talos.getTalosVersion(),
                        machine.label(OmniKeys.CLUSTER).orElse(""));
        return isControlPlane ? text + """
                  apiServer:
                    image: registry.k8s.io/kube-apiserver:v%1$s
                  controllerManager:
                    image: registry.k8s.io/kube-controller-manager:v%1$s
                  proxy:
                    image: registry.k8s.io/kube-proxy:v%1$s
                  scheduler:
                    image: registry.k8s.io/kube-scheduler:v%1$s
                """.formatted(kubernetes) : text;
    }
}
