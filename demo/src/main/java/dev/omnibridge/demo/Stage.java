package dev.omnibridge.demo;

import dev.omnibridge.demo.world.FleetWatch;
import dev.omnibridge.demo.world.KubeconfigFiles;
import dev.omnibridge.demo.world.MachineSize;
import dev.omnibridge.demo.world.ManagementCluster;
import dev.omnibridge.demo.world.OperatorHere;
import dev.omnibridge.demo.world.Samples;
import dev.omnibridge.demo.world.SimulatedAccount;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** Everything that runs in a demo. Stops the last started part first. */
final class Stage implements AutoCloseable {
    private static final Map<MachineSize, Integer> MACHINES = Map.of(MachineSize.SMALL, 5, MachineSize.BIG, 7);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final KubeconfigFiles kubeconfigs;
    private final ManagementCluster cluster;
    private final SimulatedAccount account;
    private final FleetWatch fleet;

    private Stage(KubeconfigFiles kubeconfigs, PrintStream out, Clock clock) {
        this.kubeconfigs = kubeconfigs;
        out.println("Starting etcd and kube-apiserver ...");
        cluster = started(ManagementCluster.start(line -> out.println("  " + line)));
        out.println("Kubernetes API    " + cluster.address());
        account = started(SimulatedAccount.start(MachineSpeeds.seconds(), MACHINES));
        out.println("Simulated Omni    " + account.simulator().endpoint() + ", 12 machines");
        started(OperatorHere.start(cluster.newOperatorClient(), clock));
        out.println("Operator          runs as its service account, with the rights in config/rbac");
        Samples.apply(cluster.administrator(), account);
        out.println("Applied           config/samples");
        out.println();
        fleet = started(new FleetWatch(cluster.administrator()));
    }

    /** Starts all, with a line for each part. */
    static Stage start(KubeconfigFiles kubeconfigs, PrintStream out, Clock clock) {
        return new Stage(kubeconfigs, out, clock);
    }

    ManagementCluster cluster() {
        return cluster;
    }

    SimulatedAccount account() {
        return account;
    }

    FleetWatch fleet() {
        return fleet;
    }

    KubeconfigFiles kubeconfigs() {
        return kubeconfigs;
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        parts.forEach(Stage::close);
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException("a part of the demo did not stop", e);
        }
    }
}
