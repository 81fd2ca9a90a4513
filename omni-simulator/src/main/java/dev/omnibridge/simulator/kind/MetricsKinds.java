package dev.omnibridge.simulator.kind;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.ClusterMetricsSpec;
import dev.omnibridge.omni.proto.specs.ClusterStatusMetricsSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusMetricsSpec;
import dev.omnibridge.omni.resource.ResourceType;
import java.util.List;

/** Counts over the whole account, one resource of each type, {@link #ID}. */
public final class MetricsKinds {

    /** How many clusters use which feature. */
    public static final ResourceType<ClusterMetricsSpec> CLUSTER_METRICS =
            of("ClusterMetrics", ClusterMetricsSpec.getDefaultInstance());

    /** How many clusters are in which phase. */
    public static final ResourceType<ClusterStatusMetricsSpec> CLUSTER_STATUS_METRICS =
            of("ClusterStatusMetrics", ClusterStatusMetricsSpec.getDefaultInstance());

    /** How many machines there are, connected, in clusters, of which platform. */
    public static final ResourceType<MachineStatusMetricsSpec> MACHINE_STATUS_METRICS =
            of("MachineStatusMetrics", MachineStatusMetricsSpec.getDefaultInstance());

    /** Id of each. */
    public static final String ID = "metrics";

    private MetricsKinds() {}

    /** All of them. */
    public static List<ResourceType<?>> all() {
        return List.of(CLUSTER_METRICS, CLUSTER_STATUS_METRICS, MACHINE_STATUS_METRICS);
    }

    private static <S extends Message> ResourceType<S> of(String plural, S emptySpec) {
        return new ResourceType<>(plural + ".omni.sidero.dev", "ephemeral", emptySpec);
    }
}
