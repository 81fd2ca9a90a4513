package dev.omnibridge.simulator.kubernetes;

import dev.omnibridge.omni.proto.specs.KubernetesStatusSpec;
import dev.omnibridge.omni.proto.specs.KubernetesStatusSpec.NodeStaticPods;
import dev.omnibridge.omni.proto.specs.KubernetesStatusSpec.NodeStatus;
import dev.omnibridge.omni.proto.specs.KubernetesStatusSpec.StaticPodStatus;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.machine.KubernetesComponent;
import dev.omnibridge.simulator.machine.MachineConfig;
import dev.omnibridge.simulator.machine.VirtualMachine;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Shows nodes and control plane components of the Kubernetes in a cluster. It looks only while the API answers; what it saw last
 * stays, until the cluster has no machines any more.
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
            // at once, without a teardown before [live]
            if (store.get(ResourceTypes.KUBERNETES_STATUSES, key).isPresent()) {
                store.destroy(name(), ResourceTypes.KUBERNETES_STATUSES, key);
            }
        } else if (isDeclared && kubernetes.answers(key) && isConnected(key)) {
            KubernetesStatusSpec spec = read(key, store.get(ResourceTypes.KUBERNETES_STATUSES, key));
            store.modify(
                    name(),
                    ResourceTypes.KUBERNETES_STATUSES,
                    key,
                    status -> status.withLabel(OmniKeys.CLUSTER, key).withSpec(spec));
        }
        return Requeue.onEvent();
    }

    /** The first healthy load balancer begins the watch; from then on it goes on as soon as the API answers. */
    private boolean isConnected(String cluster) {
        return store.get(ResourceTypes.LOAD_BALANCER_STATUSES, cluster)
                .map(Resource::spec)
                .filter(balancer -> !balancer.getStopped())
                .isPresent();
    }

    /** Pods are listed first; nodes come one look later, those of control planes before others (omni/recorded/timeline-create.txt). */
    private KubernetesStatusSpec read(String cluster, Optional<Resource<KubernetesStatusSpec>> before) {
        boolean hasNodes =
                before.filter(status -> status.spec().getNodesCount() > 0).isPresent();
        KubernetesStatusSpec.Builder status = KubernetesStatusSpec.newBuilder();
        kubernetes.nodes(cluster).stream()
                .sorted(Comparator.comparing(VirtualMachine::hostname))
                .forEach(machine -> {
                    boolean isControlPlane =
                            machine.config().filter(MachineConfig::controlPlane).isPresent();
                    if (hasNodes || (before.isPresent() && isControlPlane)) {
                        status.addNodes(node(machine));
                    }
                    if (isControlPlane) {
                        status.addStaticPods(staticPods(machine));
                    }
                });
        return status.build();
    }

    private NodeStatus node(VirtualMachine machine) {
        return NodeStatus.newBuilder()
                .setNodename(machine.hostname())
                .setKubeletVersion(machine.version(KubernetesComponent.KUBELET))
                .setReady(machine.isNodeReady())
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
