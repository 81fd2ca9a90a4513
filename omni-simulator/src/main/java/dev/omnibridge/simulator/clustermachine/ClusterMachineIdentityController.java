package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.omni.proto.specs.ClusterMachineIdentitySpec;
import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.machine.MachineIdentity;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.machine.VirtualMachine;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;
import java.util.Optional;

/** Keeps who a machine is inside its cluster: node name, addresses, member of etcd. Without a finalizer on anything. */
final class ClusterMachineIdentityController implements Controller {

    private static final List<Input<?>> INPUTS =
            List.of(Input.byId(ResourceTypes.CLUSTER_MACHINES), Input.byId(ResourceTypes.CLUSTER_MACHINE_IDENTITIES));

    private final Store store;
    private final Machines machines;

    ClusterMachineIdentityController(Store store, Machines machines) {
        this.store = store;
        this.machines = machines;
    }

    @Override
    public String name() {
        return "ClusterMachineIdentityController";
    }

    @Override
    public List<Input<?>> inputs() {
        return INPUTS;
    }

    @Override
    public Requeue reconcile(String key) {
        Optional<Resource<ClusterMachineSpec>> member = store.get(ResourceTypes.CLUSTER_MACHINES, key);
        if (member.isEmpty()) {
            Outputs.remove(store, name(), ResourceTypes.CLUSTER_MACHINE_IDENTITIES, key);
        } else if (!member.get().isTearingDown()) {
            // of one that leaves it stays as it is: the node has yet to be taken out of Kubernetes [live]
            RolloutSubject.reachable(store, machines, key)
                    .filter(machine -> machine.isSettled() && machine.config().isPresent())
                    .ifPresent(machine -> write(member.get(), machine));
        }
        return Requeue.onEvent();
    }

    private void write(Resource<ClusterMachineSpec> member, VirtualMachine machine) {
        String discovery = store.get(
                        ResourceTypes.CLUSTER_STATUSES,
                        member.label(OmniKeys.CLUSTER).orElse(""))
                .filter(status -> status.spec().getUseEmbeddedDiscoveryService())
                .map(status -> "http://[" + MachineIdentity.SUBNET + "::1]:8093")
                .orElse("https://discovery.talos.dev:443");
        ClusterMachineIdentitySpec.Builder spec = ClusterMachineIdentitySpec.newBuilder()
                .setNodeIdentity(machine.identity().nodeIdentity())
                .setNodename(machine.nodeName())
                .addNodeIps(machine.identity().managementAddress())
                .setDiscoveryServiceEndpoint(discovery)
                .addDiscoveryServiceEndpoints(discovery);
        if (member.hasLabel(OmniKeys.ROLE_CONTROL_PLANE) && machine.isEtcdMember()) {
            spec.setEtcdMemberId(machine.identity().etcdMemberId());
        }
        store.modify(
                name(),
                ResourceTypes.CLUSTER_MACHINE_IDENTITIES,
                member.id(),
                identity ->
                        Outputs.withLabels(identity, Outputs.membership(member)).withSpec(spec.build()));
    }
}
