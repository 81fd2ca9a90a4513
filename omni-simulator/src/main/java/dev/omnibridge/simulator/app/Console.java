package dev.omnibridge.simulator.app;

import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.machine.MachineTemplate;
import java.io.PrintWriter;
import java.util.Optional;

/** The commands a person types at a running simulator. */
final class Console {

    private static final String HELP = """
            machines           what is there, and where it belongs
            clusters           clusters and how they are
            add [n]            let a machine join, or n of them
            disconnect <id>    cut a machine off; the beginning of the id is enough
            connect <id>       let it come back
            quit               stop; everything is forgotten
            """;

    private final OmniSimulator simulator;
    private final PrintWriter out;

    Console(OmniSimulator simulator, PrintWriter out) {
        this.simulator = simulator;
        this.out = out;
    }

    /** Runs one line; returns whether to go on. */
    boolean run(String line) {
        String[] words = line.split("\\s+", 2);
        String argument = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "" -> {}
            case "help" -> out.print(HELP);
            case "machines" -> machines();
            case "clusters" -> clusters();
            case "add" -> add(argument);
            case "disconnect" ->
                machine(argument).ifPresent(id -> {
                    simulator.machines().disconnectAtOnce(id);
                    out.println(id + " is cut off");
                });
            case "connect" ->
                machine(argument).ifPresent(id -> {
                    simulator.machines().connect(id);
                    out.println(id + " is back");
                });
            case "quit", "exit" -> {
                return false;
            }
            default -> out.println("\"" + words[0] + "\" is no command; help lists them");
        }
        return true;
    }

    private void machines() {
        for (Resource<MachineStatusSpec> machine : simulator.store().list(ResourceTypes.MACHINE_STATUSES)) {
            MachineStatusSpec spec = machine.spec();
            out.printf(
                    "%s  %-12s  Talos %-8s  %s%n",
                    machine.id(),
                    spec.getConnected() ? "connected" : "disconnected",
                    spec.getTalosVersion(),
                    spec.getCluster().isEmpty() ? "free" : "in " + spec.getCluster());
        }
    }

    private void clusters() {
        var clusters = simulator.store().list(ResourceTypes.CLUSTERS);
        if (clusters.isEmpty()) {
            out.println("no clusters yet");
        }
        clusters.forEach(cluster -> out.printf(
                "%-24s  Talos %-8s  Kubernetes %-8s  %s%n",
                cluster.id(),
                cluster.spec().getTalosVersion(),
                cluster.spec().getKubernetesVersion(),
                simulator
                        .store()
                        .get(ResourceTypes.CLUSTER_STATUSES, cluster.id())
                        .map(status -> describe(status.spec()))
                        .orElse("new")));
    }

    private static String describe(ClusterStatusSpec status) {
        return status.getPhase() + (status.getReady() ? ", ready" : ", not ready") + ", "
                + status.getMachines().getHealthy() + " of "
                + status.getMachines().getRequested()
                + " machines healthy";
    }

    private void add(String argument) {
        try {
            int n = argument.isEmpty() ? 1 : Integer.parseInt(argument);
            simulator
                    .machines()
                    .addMany(n, MachineTemplate.of("1.13.8"))
                    .forEach(machine -> out.println(machine.id() + " joins"));
        } catch (NumberFormatException e) {
            out.println("\"" + argument + "\" is no number: add, or add 3");
        }
    }

    private Optional<String> machine(String beginning) {
        var found = simulator.machines().all().stream()
                .map(machine -> machine.id())
                .filter(id -> !beginning.isEmpty() && id.startsWith(beginning))
                .toList();
        if (found.size() == 1) {
            return Optional.of(found.getFirst());
        }
        out.println(
                found.isEmpty()
                        ? "no machine begins with \"" + beginning + "\"; machines lists them"
                        : found.size() + " machines begin with \"" + beginning + "\": give more of the id");
        return Optional.empty();
    }
}
