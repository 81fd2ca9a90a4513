package dev.omnibridge.demo.bench;

import dev.omnibridge.api.v1alpha1.MachineSummary;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.demo.table.Fleet;
import dev.omnibridge.demo.table.Health;
import dev.omnibridge.demo.world.FleetWatch;
import dev.omnibridge.demo.world.MachineSize;
import dev.omnibridge.demo.world.ManagementCluster;
import dev.omnibridge.demo.world.Samples;
import dev.omnibridge.demo.world.SimulatedAccount;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.UpdateStrategy;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.fault.Faults;
import dev.omnibridge.simulator.log.WriteLog;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import dev.omnibridge.simulator.machine.Machines;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the operator is measured against: API server and simulated Omni, and what happens in both. */
final class BenchWorld implements AutoCloseable {
    private final ManagementCluster cluster;
    private final SimulatedAccount account;
    private final FleetWatch fleet;
    private final StatusEvents statuses;
    private final OmniEvents omni;
    private final Path directory;
    private final int machines;

    private BenchWorld(ManagementCluster cluster, SimulatedAccount account, Path directory, int machines) {
        this.cluster = cluster;
        this.account = account;
        this.directory = directory;
        this.machines = machines;
        this.fleet = new FleetWatch(cluster.administrator());
        this.statuses = new StatusEvents(cluster.administrator(), BenchObjects.NAMESPACE);
        this.omni = OmniEvents.of(account.simulator().store());
    }

    static BenchWorld start(BenchmarkSize size, Path directory) {
        int clusters = size.clusters() + size.warmUps();
        int small = BenchObjects.controlPlanesOf(clusters);
        int all = clusters * size.machinesOfEach();
        var cluster = ManagementCluster.start(System.err::println);
        var account = SimulatedAccount.start(
                MachineSpeeds.instant(), Map.of(MachineSize.SMALL, small, MachineSize.BIG, all - small));
        return new BenchWorld(cluster, account, directory, all);
    }

    /** Changes a set in Omni as people do in its UI. */
    void editInOmni(String set, UpdateStrategy strategy) {
        var store = account.simulator().store();
        store.atomically(() -> {
            var now = store.require(ResourceTypes.MACHINE_SETS, set);
            var next = now.spec().toBuilder().setUpdateStrategy(strategy).build();
            return store.update("", now.withSpec(next), Optional.of(Phase.RUNNING));
        });
    }

    /** Waits until Omni knows all machines. */
    void awaitMachines(Patience patience) {
        patience.until(
                "all machines known to Omni",
                () -> account.simulator()
                                .store()
                                .list(ResourceTypes.MACHINE_STATUSES)
                                .size()
                        >= machines);
    }

    OperatorProcess startOperator() {
        try {
            Files.createDirectories(directory);
            Path kubeconfig = Files.writeString(directory.resolve("operator.kubeconfig"), cluster.operatorKubeconfig());
            return OperatorProcess.start(kubeconfig, directory.resolve("operator.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the connection and waits until the operator has found the account. */
    void connect(Patience patience) {
        Samples.connect(cluster.administrator(), account);
        patience.until("connection Ready", () -> {
            List<Health> health = fleet.now().health().toList();
            return !health.isEmpty() && health.stream().allMatch(Health::isReady);
        });
    }

    /** Deletes the objects of clusters and sets from this number on and waits until they are gone; all stays in Omni. */
    void deleteObjects(int from, Patience patience) {
        String first = BenchObjects.clusterName(from);
        patience.until("objects from " + first + " on gone", () -> {
            var left = Stream.of(OmniMachineSet.class, OmniCluster.class)
                    .flatMap(kind ->
                            client().resources(kind).inNamespace(BenchObjects.NAMESPACE).list().getItems().stream())
                    .filter(one -> one.getMetadata().getName().compareTo(first) >= 0)
                    .toList();
            left.stream()
                    .filter(one -> one.getMetadata().getDeletionTimestamp() == null)
                    .forEach(one -> client().resource(one).delete());
            return left.isEmpty();
        });
    }

    /** Deletes the object of a cluster and does not wait for its end. */
    void delete(String cluster) {
        client().resources(OmniCluster.class)
                .inNamespace(BenchObjects.NAMESPACE)
                .withName(cluster)
                .delete();
    }

    /** A machine of a set, as its status lists it. */
    String machineOf(String set) {
        return fleet.now().sets().stream()
                .filter(one -> one.getMetadata().getName().equals(set))
                .findFirst()
                .flatMap(one -> Optional.ofNullable(one.getStatus()))
                .map(status -> status.machineList())
                .flatMap(list -> list.stream().map(MachineSummary::id).findFirst())
                .orElseThrow(() -> new IllegalStateException("OmniMachineSet " + set + " lists no machine"));
    }

    Stream<OmniCluster> clusters() {
        Fleet now = fleet.now();
        return now.clusters().stream();
    }

    /** Why objects are not Ready. */
    Stream<String> troubles() {
        return fleet.now().health().filter(health -> !health.isReady()).flatMap(health -> health.troubles().stream());
    }

    /** Writes that the API server has counted so far. */
    long apiWrites() {
        return ApiWrites.in(client().raw("/metrics"));
    }

    KubernetesClient client() {
        return cluster.administrator();
    }

    Machines machines() {
        return account.simulator().machines();
    }

    Faults faults() {
        return account.simulator().faults();
    }

    WriteLog log() {
        return account.simulator().writeLog();
    }

    OmniEvents omni() {
        return omni;
    }

    StatusEvents statuses() {
        return statuses;
    }

    @Override
    public void close() {
        statuses.close();
        fleet.close();
        account.close();
        cluster.close();
    }
}
