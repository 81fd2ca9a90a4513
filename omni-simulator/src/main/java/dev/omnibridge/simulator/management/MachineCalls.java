package dev.omnibridge.simulator.management;

import dev.omnibridge.omni.proto.management.MaintenanceUpgradeRequest;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.access.Caller;
import dev.omnibridge.simulator.access.ClusterRoles;
import dev.omnibridge.simulator.access.Role;
import dev.omnibridge.simulator.state.Store;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * How calls about one machine are refused. Machines here write no logs, so that the answer is that of a machine of which
 * none has come yet; what would act on a machine is not simulated and says so.
 */
final class MachineCalls {

    private final Store store;
    private final ClusterRoles roles;

    MachineCalls(Store store, ClusterRoles roles) {
        this.store = store;
        this.roles = roles;
    }

    StatusRuntimeException logs(Caller caller, String machine) {
        require(caller, machine, Role.READER);
        return Rights.refusal(
                Status.NOT_FOUND,
                "failed to get log store for machine \"" + machine + "\": log store not found: " + machine);
    }

    StatusRuntimeException upgrade(Caller caller, MaintenanceUpgradeRequest request) {
        String machine = named(request.getMachineId());
        if (request.getVersion().isEmpty()) {
            throw Rights.refusal(Status.INVALID_ARGUMENT, "talos version is required");
        }
        require(caller, machine, Role.OPERATOR);
        boolean isInMaintenance = store.get(ResourceTypes.MACHINE_STATUSES, machine)
                .orElseThrow(MachineCalls::unknown)
                .spec()
                .getMaintenance();
        return isInMaintenance
                ? notSimulated("MaintenanceUpgrade")
                : Rights.refusal(Status.FAILED_PRECONDITION, "machine is not in maintenance mode");
    }

    StatusRuntimeException powerOff(Caller caller, String machine) {
        requireKnown(caller, machine);
        return notSimulated("MachinePowerOff");
    }

    StatusRuntimeException powerOn(Caller caller, String machine) {
        requireKnown(caller, machine);
        return Rights.refusal(
                Status.FAILED_PRECONDITION,
                "machine is not managed by a static infra provider, power on the machine manually");
    }

    private void requireKnown(Caller caller, String machine) {
        require(caller, machine, Role.OPERATOR);
        if (store.get(ResourceTypes.LINKS, machine).isEmpty()) {
            throw unknown();
        }
    }

    /** A policy of the cluster that the machine is in may raise the role. */
    private void require(Caller caller, String machine, Role needed) {
        Role role = store.get(ResourceTypes.CLUSTER_MACHINES, named(machine))
                .flatMap(member -> member.label(OmniKeys.CLUSTER))
                .map(cluster -> roles.in(caller, cluster))
                .orElse(caller.role());
        Rights.require(role, needed);
    }

    private static String named(String machine) {
        if (machine.isEmpty()) {
            throw Rights.refusal(Status.INVALID_ARGUMENT, "machine id is required");
        }
        return machine;
    }

    private static StatusRuntimeException unknown() {
        return Rights.refusal(Status.NOT_FOUND, "machine not found");
    }

    private static StatusRuntimeException notSimulated(String method) {
        return Rights.refusal(
                Status.UNIMPLEMENTED, "the simulator does not answer management.ManagementService/" + method);
    }
}
