package dev.omnibridge.simulator.server;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.omnibridge.omni.proto.specs.ClusterPermissionsSpec;
import dev.omnibridge.omni.proto.specs.CurrentUserSpec;
import dev.omnibridge.omni.proto.specs.PermissionsSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.access.Caller;
import dev.omnibridge.simulator.access.ClusterRoles;
import dev.omnibridge.simulator.access.Role;
import dev.omnibridge.simulator.kind.AccessKinds;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What Omni computes when it is read, about the one who reads it. */
final class VirtualResources {

    private final ClusterRoles roles;
    private final InstantSource time;

    VirtualResources(ClusterRoles roles, InstantSource time) {
        this.roles = roles;
        this.time = time;
    }

    /** The resource of this id, if there is one for this caller. */
    Optional<Resource<?>> find(Caller caller, ResourceType<?> type, String id) {
        if (type.equals(ResourceTypes.CURRENT_USERS)) {
            return only("current", id).map(_ -> currentUser(caller));
        }
        if (type.equals(AccessKinds.PERMISSIONS)) {
            return only("permissions", id).map(_ -> permissions(caller.role()));
        }
        return type.equals(AccessKinds.CLUSTER_PERMISSIONS)
                ? Optional.of(clusterPermissions(id, roles.in(caller, id)))
                : Optional.empty();
    }

    private static Optional<String> only(String known, String id) {
        return Optional.of(id).filter(known::equals);
    }

    private Resource<?> currentUser(Caller caller) {
        return of(
                ResourceTypes.CURRENT_USERS,
                "current",
                CurrentUserSpec.newBuilder()
                        .setIdentity(caller.identity())
                        .setRole(caller.role().text())
                        .setUserId(caller.userId())
                        .build());
    }

    private Resource<?> permissions(Role role) {
        boolean reads = role.includes(Role.READER);
        boolean operates = role.includes(Role.OPERATOR);
        boolean administers = role.includes(Role.ADMIN);
        return of(
                AccessKinds.PERMISSIONS,
                "permissions",
                PermissionsSpec.newBuilder()
                        .setCanReadClusters(reads)
                        .setCanReadMachines(reads)
                        .setCanReadMachineLogs(reads)
                        .setCanReadMachineConfigPatches(reads)
                        .setCanReadJoinTokens(reads)
                        .setCanReadInstallationMedia(reads)
                        // where there is a policy, creation is judged when it comes to it
                        .setCanCreateClusters(operates || roles.arePoliced())
                        .setCanRemoveMachines(operates)
                        .setCanManageMachineConfigPatches(operates)
                        .setCanAccessMaintenanceNodes(operates)
                        .setCanManageInstallationMedia(operates)
                        .setCanManageUsers(administers)
                        .setCanManageBackupStore(administers)
                        .setCanManageJoinTokens(administers)
                        // an operator stands above an auditor and reads no audit log all the same
                        .setCanReadAuditLog(administers || role == Role.AUDITOR)
                        .build());
    }

    private Resource<?> clusterPermissions(String cluster, Role role) {
        boolean reads = role.includes(Role.READER);
        boolean operates = role.includes(Role.OPERATOR);
        return of(
                AccessKinds.CLUSTER_PERMISSIONS,
                cluster,
                ClusterPermissionsSpec.newBuilder()
                        .setCanDownloadKubeconfig(reads)
                        .setCanDownloadTalosconfig(reads)
                        .setCanReadConfigPatches(reads)
                        .setCanReadMachineConfig(reads)
                        .setCanReadKernelArgs(reads)
                        .setCanReadMachinePendingUpdates(reads)
                        .setCanRebootMachines(operates)
                        .setCanAddMachines(operates)
                        .setCanRemoveMachines(operates)
                        .setCanUpdateKubernetes(operates)
                        .setCanUpdateTalos(operates)
                        .setCanManageConfigPatches(operates)
                        .setCanSyncKubernetesManifests(operates)
                        .setCanReadKubernetesManifests(operates)
                        .setCanManageClusterFeatures(operates)
                        .setCanDownloadSupportBundle(operates)
                        .setCanManageMachineConfig(operates)
                        .setCanManageKernelArgs(operates)
                        .build());
    }

    private <S extends Message> Resource<S> of(ResourceType<S> type, String id, S spec) {
        Instant now = time.instant();
        Timestamp moment = Timestamp.newBuilder()
                .setSeconds(now.getEpochSecond())
                .setNanos(now.getNano())
                .build();
        return Resource.of(type, id, spec)
                .withMetadata(
                        metadata -> metadata.setVersion("1").setCreated(moment).setUpdated(moment));
    }
}
