package dev.omnibridge.simulator.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.Spec;
import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.BootstrapSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.SimulatorTest;
import dev.omnibridge.simulator.SmallCluster;
import io.grpc.StatusException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A control plane that begins again from a backup of etcd, while the workers live on. */
class RestoreTest extends SimulatorTest {

    private static final String CONTROL_PLANE = "demo-control-planes";

    private String machine = "";
    private String uuid = "";

    @BeforeEach
    void backUp() throws Exception {
        var demo = new SmallCluster(simulator);
        List<String> machines = demo.join(2);
        machine = machines.getFirst();
        demo.declare(machine, machines.getLast());
        minutes(5);
        uuid = simulator
                .store()
                .require(ResourceTypes.CLUSTER_UUIDS, "demo")
                .spec()
                .getUuid();
        client.create(Backups.wish(simulator.world().now()));
        minutes(1);
    }

    @Test
    void theClusterIsNotBootstrappedAndItsWorkersAloneAreReadyUntilThereIsAControlPlaneAgain() {
        simulator.store().teardown("", ResourceTypes.MACHINE_SETS, CONTROL_PLANE);
        simulator.world().runUntilIdle();
        assertThat(status().getPhase()).isEqualTo(ClusterStatusSpec.Phase.SCALING_DOWN);
        assertThat(isBootstrapped()).isFalse();

        minutes(5);
        assertThat(status().getPhase()).isEqualTo(ClusterStatusSpec.Phase.RUNNING);
        assertThat(status().getReady()).as("only the sets that are there count").isTrue();
        assertThat(status().getAvailable()).isFalse();
        assertThat(status().getKubernetesAPIReady()).isFalse();
    }

    @Test
    void aControlPlaneFromABackupBecomesReadyAndMayForgetWhereItCameFrom() throws Exception {
        withoutControlPlane();
        client.create(controlPlane(snapshot()));
        assertThat(refused(() -> edit(MachineSetSpec.getDefaultInstance())))
                .isEqualTo("bootstrap spec can only be removed after the cluster is bootstrapped");
        client.create(node());
        minutes(5);

        assertThat(isBootstrapped()).isTrue();
        assertThat(status().getReady()).isTrue();
        assertThat(refused(() -> edit(from("another.snapshot"))))
                .isEqualTo("bootstrap spec is immutable after creation");
        edit(MachineSetSpec.getDefaultInstance());
        minutes(5);
        assertThat(isBootstrapped()).isTrue();
        assertThat(status().getReady()).isTrue();
    }

    @Test
    void aBackupThatIsNotThereIsRefused() {
        withoutControlPlane();

        assertThat(refused(() -> client.create(controlPlane("nope.snapshot"))))
                .startsWith("failed to get backup: failed to download backup: ")
                .contains(uuid + "/nope.snapshot");
    }

    @Test
    void aControlPlaneWhoseBackupIsLostOnTheWayWaitsForIt() throws Exception {
        withoutControlPlane();
        client.create(controlPlane(snapshot()));
        Backup lost = simulator.backups().list(uuid).getFirst();
        simulator.backups().lose(lost);
        client.create(node());
        minutes(5);
        assertThat(isBootstrapped()).isFalse();
        assertThat(status().getReady()).isFalse();

        simulator.backups().put(lost);
        minutes(5);
        assertThat(isBootstrapped()).isTrue();
    }

    @Test
    void aBootstrappedClusterTakesNoSecondControlPlane() {
        assertThat(refused(() -> client.create(controlPlane(snapshot()))))
                .isEqualTo("adding control plane machine set to an already bootstrapped cluster is not allowed");
    }

    private void withoutControlPlane() {
        simulator.store().teardown("", ResourceTypes.MACHINE_SETS, CONTROL_PLANE);
        minutes(5);
        assertThat(simulator.store().get(ResourceTypes.MACHINE_SETS, CONTROL_PLANE))
                .isEmpty();
    }

    private String snapshot() {
        return simulator.backups().list(uuid).getFirst().snapshot();
    }

    private MachineSetSpec from(String snapshot) {
        return MachineSetSpec.newBuilder()
                .setBootstrapSpec(
                        BootstrapSpec.newBuilder().setClusterUuid(uuid).setSnapshot(snapshot))
                .build();
    }

    private Resource controlPlane(String snapshot) {
        return RawClient.with(
                RawClient.resource(ResourceTypes.MACHINE_SETS, CONTROL_PLANE, from(snapshot)),
                metadata -> metadata.putLabels(OmniKeys.CLUSTER, "demo").putLabels(OmniKeys.ROLE_CONTROL_PLANE, ""));
    }

    private Resource node() {
        return RawClient.with(
                RawClient.resource(ResourceTypes.MACHINE_SET_NODES, machine, MachineSetNodeSpec.getDefaultInstance()),
                metadata -> metadata.putLabels(OmniKeys.CLUSTER, "demo")
                        .putLabels(OmniKeys.MACHINE_SET, CONTROL_PLANE)
                        .putLabels(OmniKeys.ROLE_CONTROL_PLANE, ""));
    }

    private void edit(MachineSetSpec spec) throws Exception {
        client.update(client.get(ResourceTypes.MACHINE_SETS, CONTROL_PLANE).toBuilder()
                .setSpec(Spec.newBuilder().setProtoSpec(spec.toByteString()))
                .build());
    }

    private interface Write {
        void send() throws Exception;
    }

    private static String refused(Write write) {
        String text = String.valueOf(catchThrowableOfType(StatusException.class, write::send)
                .getStatus()
                .getDescription());
        return text.substring(text.indexOf("\t* ") + 3).strip();
    }

    private ClusterStatusSpec status() {
        return simulator.store().require(ResourceTypes.CLUSTER_STATUSES, "demo").spec();
    }

    private boolean isBootstrapped() {
        return simulator
                .store()
                .require(ResourceTypes.CLUSTER_BOOTSTRAP_STATUSES, "demo")
                .spec()
                .getBootstrapped();
    }

    private void minutes(int minutes) {
        simulator.world().advance(Duration.ofMinutes(minutes));
    }
}
