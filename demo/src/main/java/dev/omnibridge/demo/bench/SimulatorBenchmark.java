package dev.omnibridge.demo.bench;

import com.google.protobuf.Message;
import dev.omnibridge.omni.auth.RequestSigner;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.auth.SigningInterceptor;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.GrpcStateClient;
import dev.omnibridge.omni.state.StateClient;
import dev.omnibridge.omni.transport.OmniChannel;
import dev.omnibridge.omni.transport.OmniEndpoint;
import dev.omnibridge.omni.transport.TlsTrust;
import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import dev.omnibridge.simulator.machine.MachineTemplate;
import dev.omnibridge.simulator.machine.VirtualMachine;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** How big the simulator can be: clusters are declared in its store, and one client watches over gRPC. */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        description = "Measures the simulated Omni alone, with instant machines, and prints a Markdown table.")
final class SimulatorBenchmark implements Callable<Integer> {
    private static final String TALOS = "1.13.8";
    private static final double NANOS_PER_SECOND = 1e9;

    @Option(names = "--clusters", defaultValue = "1000", description = "Clusters. Default: ${DEFAULT-VALUE}")
    private int clusters;

    @Option(
            names = "--machines",
            defaultValue = "10",
            description = "Machines of each cluster. Default: ${DEFAULT-VALUE}")
    private int machines;

    @Override
    public Integer call() throws InterruptedException {
        var patience = new Patience(Duration.ofMinutes(10));
        var table = new Table();
        String load = Machine.load();
        try (OmniSimulator simulator = OmniSimulator.builder()
                .machineSpeeds(MachineSpeeds.instant())
                .build()
                .start()) {
            long start = System.nanoTime();
            List<String> ids = simulator.machines().addMany(clusters * machines, MachineTemplate.of(TALOS)).stream()
                    .map(VirtualMachine::id)
                    .toList();
            patience.until("all machines known", () -> count(simulator, ResourceTypes.MACHINE_STATUSES) >= ids.size());
            table.add(ids.size() + " machines join", since(start));
            long declared = System.nanoTime();
            declare(simulator, ids.iterator());
            patience.until("all clusters ready", () -> ready(simulator) >= clusters);
            table.add(clusters + " clusters declared to all ready", since(declared), "< 60 s");
            table.add("heap in use then, after a collection", usedMegabytes(), Unit.MEGABYTES, "< 1024 MB");
            table.add(
                    "events to one watch over gRPC",
                    eventsPerSecond(simulator, patience),
                    Unit.A_SECOND,
                    "> 20000 a second");
        }
        System.out.println(Machine.facts() + "; load average " + load + " before, " + Machine.load() + " after");
        System.out.println();
        System.out.println(table);
        return ExitCode.OK;
    }

    private void declare(OmniSimulator simulator, Iterator<String> free) {
        int controlPlanes = BenchObjects.controlPlanesOf(1);
        for (int number = 0; number < clusters; number++) {
            String name = BenchObjects.clusterName(number);
            create(
                    simulator,
                    Resource.of(
                            ResourceTypes.CLUSTERS,
                            name,
                            ClusterSpec.newBuilder()
                                    .setTalosVersion(TALOS)
                                    .setKubernetesVersion("1.35.6")
                                    .build()));
            set(simulator, name, name + "-control-planes", OmniKeys.ROLE_CONTROL_PLANE, controlPlanes, free);
            set(
                    simulator,
                    name,
                    BenchObjects.workersName(number),
                    OmniKeys.ROLE_WORKER,
                    machines - controlPlanes,
                    free);
        }
    }

    private static void set(
            OmniSimulator simulator, String cluster, String id, String role, int size, Iterator<String> free) {
        create(
                simulator,
                Resource.of(ResourceTypes.MACHINE_SETS, id, MachineSetSpec.getDefaultInstance())
                        .withLabel(OmniKeys.CLUSTER, cluster)
                        .withLabel(role, ""));
        for (int i = 0; i < size; i++) {
            create(
                    simulator,
                    Resource.of(ResourceTypes.MACHINE_SET_NODES, free.next(), MachineSetNodeSpec.getDefaultInstance())
                            .withLabel(OmniKeys.CLUSTER, cluster)
                            .withLabel(OmniKeys.MACHINE_SET, id)
                            .withLabel(role, ""));
        }
    }

    private static <S extends Message> void create(OmniSimulator simulator, Resource<S> resource) {
        simulator.store().create("", resource);
    }

    /** A watch begins with an event for each resource that is there. */
    private static double eventsPerSecond(OmniSimulator simulator, Patience patience) throws InterruptedException {
        var signer = new RequestSigner(ServiceAccountKey.decode(simulator.serviceAccountKey()), Clock.systemUTC());
        try (OmniChannel channel = OmniChannel.open(
                OmniEndpoint.parse(simulator.endpoint()),
                TlsTrust.system(),
                new SigningInterceptor(signer),
                "benchmark")) {
            StateClient client = new GrpcStateClient(channel.grpc(), Clock.systemUTC());
            watched(client, patience);
            long start = System.nanoTime();
            int events = watched(client, patience);
            return events * NANOS_PER_SECOND / (System.nanoTime() - start);
        }
    }

    private static int watched(StateClient client, Patience patience) throws InterruptedException {
        var counted = new Counted();
        try (var _ = client.watch(ResourceTypes.CLUSTER_MACHINE_STATUSES, counted)) {
            return patience.get("a watch that has read everything", counted.whole());
        }
    }

    private static long ready(OmniSimulator simulator) {
        return simulator.store().list(ResourceTypes.CLUSTER_STATUSES).stream()
                .filter(status -> status.spec().getReady())
                .count();
    }

    private static int count(OmniSimulator simulator, ResourceType<?> type) {
        return simulator.store().list(type).size();
    }

    private static long usedMegabytes() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed() >> 20;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
