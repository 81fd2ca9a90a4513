package dev.omnibridge.operator.reconcile;

import com.google.protobuf.Message;
import dev.omnibridge.omni.management.PreCheck;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.view.ClusterSlice;

/**
 * Port to Omni for one connection: the only way anything is written there. Every call blocks for one deadline at most and ends in
 * {@link dev.omnibridge.omni.state.OmniException} or success; the mirror shows a success before the call returns.
 */
public interface OmniWriter {

    /**
     * Carries out one operation, conditional on the version it was planned at, and journals it.
     *
     * @return the resource as Omni stored it
     */
    Resource<?> write(Operation operation, WriteCause cause);

    /**
     * Omni's checks before a Kubernetes upgrade of a cluster; asked before another version is written. Takes Omni longer than a read.
     *
     * @param newVersion without {@code v}
     * @throws dev.omnibridge.omni.state.OmniException.NotFound if the cluster is too young for them
     * @throws dev.omnibridge.omni.state.OmniException.ValidationFailed if no upgrade leads to that version
     */
    PreCheck checkUpgrade(String cluster, String newVersion);

    /** Whether the store (not Omni's cache, not our mirror) has no such resource; asked before an absence counts. If there is one, the mirror shows it. */
    <S extends Message> boolean isConfirmedAbsent(ResourceType<S> type, String id);

    /**
     * Whether Omni itself has nothing in this cluster that the slice does not show: the cluster with its marks, sets, bindings and machines. Asked
     * before machines are let go. A watch that stands may have been dead for half an hour, since an idle one says nothing, and the
     * teardown of a cluster takes along what was put into it meanwhile. What was missing is in the mirror afterwards.
     */
    boolean isComplete(ClusterSlice slice);
}
