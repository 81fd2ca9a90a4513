package dev.omnibridge.operator.given;

import dev.omnibridge.api.v1alpha1.AdoptionPolicy;
import dev.omnibridge.api.v1alpha1.ClusterReference;
import dev.omnibridge.api.v1alpha1.DeletionPolicy;
import dev.omnibridge.api.v1alpha1.EffectivePolicy;
import dev.omnibridge.api.v1alpha1.MachineClassSource;
import dev.omnibridge.api.v1alpha1.MachineSetRole;
import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.OmniMachineSetSpecBuilder;
import dev.omnibridge.api.v1alpha1.OmniMachineSetStatusBuilder;
import dev.omnibridge.api.v1alpha1.PolicySource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An OmniMachineSet in namespace team-a, a worker set of three machines of class big unless said otherwise. */
public final class GivenMachineSet {

    private final GivenMetadata metadata;
    private final OmniMachineSetSpecBuilder spec;
    private @Nullable OmniMachineSetStatusBuilder status;

    private GivenMachineSet(String name, String cluster) {
        metadata = new GivenMetadata(name);
        spec = OmniMachineSetSpecBuilder.builder()
                .clusterRef(new ClusterReference(cluster))
                .role(MachineSetRole.WORKER)
                .machineClass(new MachineClassSource("big", 3, null));
    }

    public static GivenMachineSet named(String name, String cluster) {
        return new GivenMachineSet(name, cluster);
    }

    public GivenMachineSet spec(Consumer<OmniMachineSetSpecBuilder> change) {
        change.accept(spec);
        return this;
    }

    public GivenMachineSet controlPlane() {
        return spec(s -> s.role(MachineSetRole.CONTROL_PLANE));
    }

    public GivenMachineSet ofClass(String name, int replicas) {
        return spec(s -> s.machineClass(new MachineClassSource(name, replicas, null)));
    }

    public GivenMachineSet unlimited(String className) {
        return spec(s -> s.machineClass(new MachineClassSource(className, null, true)));
    }

    public GivenMachineSet machines(String... ids) {
        return spec(s -> s.machineClass(null).machines(List.of(ids)));
    }

    public GivenMachineSet managed(ManagementPolicy policy) {
        return spec(s -> s.managementPolicy(policy));
    }

    public GivenMachineSet onDelete() {
        return spec(s -> s.deletionPolicy(DeletionPolicy.DELETE));
    }

    public GivenMachineSet onRetain() {
        return spec(s -> s.deletionPolicy(DeletionPolicy.RETAIN));
    }

    /** As it stands once it was claimed and reported. */
    public GivenMachineSet reported(String id, String name) {
        return status(s -> s.machineSetId(id).name(name));
    }

    public GivenMachineSet reportedPolicy(ManagementPolicy management, DeletionPolicy deletion) {
        return status(s -> s.policy(new EffectivePolicy(
                management, PolicySource.CLUSTER, deletion, PolicySource.CLUSTER, AdoptionPolicy.NEVER)));
    }

    public GivenMachineSet status(Consumer<OmniMachineSetStatusBuilder> change) {
        if (status == null) {
            status = OmniMachineSetStatusBuilder.builder();
        }
        change.accept(status);
        return this;
    }

    public GivenMachineSet metadata(Consumer<GivenMetadata> change) {
        change.accept(metadata);
        return this;
    }

    /** With our finalizer, and with a status, without which it is never set. */
    public GivenMachineSet withFinalizer() {
        return metadata(GivenMetadata::withFinalizer).status(s -> {});
    }

    public GivenMachineSet deleting() {
        return metadata(m -> m.withFinalizer().deleting());
    }

    public OmniMachineSet build() {
        OmniMachineSet set = new OmniMachineSet();
        set.setMetadata(metadata.build());
        set.setSpec(spec.build());
        if (status != null) {
            set.setStatus(status.build());
        }
        return set;
    }
}
