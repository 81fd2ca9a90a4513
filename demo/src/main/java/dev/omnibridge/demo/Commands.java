package dev.omnibridge.demo;

import dev.omnibridge.demo.world.MachineSize;
import dev.omnibridge.demo.world.SimulatedAccount;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.machine.VirtualMachine;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What can be done to the machines of the simulated Omni while the demo runs. */
final class Commands {
    private final SimulatedAccount account;

    Commands(SimulatedAccount account) {
        this.account = account;
    }

    /** Does what a line says, and returns the lines to answer. */
    List<String> run(String line) {
        String[] words = line.split("\\s+", 2);
        String argument = words.length > 1 ? words[1] : "";
        return switch (words[0]) {
            case "" -> List.of();
            case "machines" -> machines().all().stream().map(Commands::describe).toList();
            case "disconnect" -> with(argument, this::disconnect);
            case "connect" -> with(argument, this::connect);
            case "add" -> add(argument);
            default ->
                List.of("'" + words[0] + "' is no command; there are machines, disconnect, connect, add and quit");
        };
    }

    private String disconnect(VirtualMachine machine) {
        machines().disconnectAtOnce(machine.id());
        return machine.hostname() + " is cut off; 'connect " + machine.hostname() + "' lets it come back";
    }

    private String connect(VirtualMachine machine) {
        machines().connect(machine.id());
        return machine.hostname() + " is back";
    }

    private List<String> add(String argument) {
        return Stream.of(MachineSize.values())
                .filter(size -> size.className().equals(argument))
                .findFirst()
                .map(size -> List.of("machine " + account.add(size) + " joins"))
                .orElseGet(() -> List.of("there is no size '" + argument + "'; type add small or add big"));
    }

    private List<String> with(String beginning, Function<VirtualMachine, String> action) {
        List<VirtualMachine> found = machines().all().stream()
                .filter(machine -> !beginning.isEmpty()
                        && (machine.id().startsWith(beginning)
                                || machine.hostname().equals(beginning)))
                .toList();
        return switch (found.size()) {
            case 0 ->
                List.of("no machine is called '" + beginning + "'; give a name of the table or the beginning of an id");
            case 1 -> List.of(action.apply(found.getFirst()));
            default -> List.of(found.size() + " ids begin with '" + beginning + "'; give more of it");
        };
    }

    private static String describe(VirtualMachine machine) {
        return "%s  %-16s  %2d cores  %-12s  %s"
                .formatted(
                        machine.id(),
                        machine.hostname(),
                        machine.template().hardware().cores(),
                        machine.isReachable() ? "connected" : "disconnected",
                        machine.config().map(config -> "in " + config.cluster()).orElse("free"));
    }

    private Machines machines() {
        return account.simulator().machines();
    }
}
