package dev.omnibridge.simulator.kubernetes;

import dev.omnibridge.omni.proto.specs.KubernetesStatusSpec;
import dev.omnibridge.omni.proto.specs.KubernetesStatusSpec.NodeStaticPods;
import dev.omnibridge.omni.proto.specs.KubernetesStatusSpec.NodeStatus;
import dev.omnibridge.omni.proto.specs.KubernetesStatusSpec.StaticPodStatus;
import dev.omnibridge.omni.proto.specs.LoadBalancerStatusSpec;
import dev.omnibridge.omni.proto.talos.MachineStatusEvent.MachineStage;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.machine.KubernetesComponent;
import dev.omnibridge.simulator.machine.MachineConfig;
import dev.omnibridge.simulator.machine.VirtualMachine;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.Comparator;
import java.util.List;

/**
 * Shows nodes and control plane components of the Kubernetes in a cluster. It looks only while the load balancer is healthy; what it saw
 * last stays, until the cluster has no machines any more.
 */
final class KubernetesStatusController implements Controller {

    private static final List<Input<?>> INPUTS = List.of(
            Input.byId(ResourceTypes.CLUSTERS),
            Input.byId(ResourceTypes.LOAD_BALANCER_STATUSES),
            Input.byId(ResourceTypes.KUBERNETES_STATUSES),
            Input.byLabel(ResourceTypes.CLUSTER_MACHINE_STATUSES, OmniKeys.CLUSTER));

    private final Store store;
    private final KubernetesApi kubernetes;

    KubernetesStatusController(Store store, KubernetesApi kubernetes) {
        this.store = store;
        this.kubernetes = kubernetes;
    }

    @Override
    public String name() {
        return "KubernetesStatusController";
    }

    @Override
    public List<Input<?>> inputs() {
        return INPUTS;
    }

    @Override
    public Requeue reconcile(String key) {
        boolean isDeclared = store.get(ResourceTypes.CLUSTERS, key)
                .filter(cluster -> !cluster.isTearingDown())
                .isPresent();
        if (!isDeclared && kubernetes.members(key).isEmpty()) {
            Outputs.remove(store, name(), ResourceTypes.KUBERNETES_STATUSES, key);
        } else if (isDeclared && kubernetes.answers(key) && isHealthy(key)) {
            // pods are listed first, nodes come with the next look (omni/recorded/timeline-create.txt)
            boolean isFirstLook =
                    store.get(ResourceTypes.KUBERNETES_STATUSES, key).isEmpty();
            KubernetesStatusSpec spec =
                    isFirstLook ? read(key).toBuilder().clearNodes().build() : read(key);
            store.modify(
                    name(),
                    ResourceTypes.KUBERNETES_STATUSES,
                    key,
                    status -> status.withLabel(OmniKeys.CLUSTER, key).withSpec(spec));
        }
        return Requeue.onEvent();
    }

    private boolean isHealthy(String cluster) {
        return store.get(ResourceTypes.LOAD_BALANCER_STATUSES, cluster)
                .map(Resource::spec)
                .filter(LoadBalancerStatusSpec::getHealthy)
                .isPresent();
    }

    private KubernetesStatusSpec read(String cluster) {
        KubernetesStatusSpec.Builder status = KubernetesStatusSpec.newBuilder();
        kubernetes.nodes(cluster).stream()
                .sorted(Comparator.comparing(VirtualMachine::hostname))
                .forEach(machine -> {
                    status.addNodes(node(machine));
                    if (machine.config().filter(MachineConfig::controlPlane).isPresent()) {
                        status.addStaticPods(staticPods(machine));
                    }
                });
        return status.build();
    }

    private NodeStatus node(VirtualMachine machine) {
        return NodeStatus.newBuilder()
                .setNodename(machine.hostname())
                .setKubeletVersion(machine.version(KubernetesComponent.KUBELET))
                .setReady(machine.stage() == MachineStage.RUNNING && machine.isReachable())
                .build();
    }

    private NodeStaticPods staticPods(VirtualMachine machine) {
        NodeStaticPods.Builder pods = NodeStaticPods.newBuilder().setNodename(machine.hostname());
        for (KubernetesComponent component : KubernetesComponent.values()) {
            if (component.isControlPlaneOnly()) {
                pods.addStaticPods(StaticPodStatus.newBuilder()
                        .setApp(component.app())
                        .setVersion(machine.version(component))
                        .setReady(machine.isReady() && machine.isReachable()));
            }
        }
        return pods.build();
    }
}
