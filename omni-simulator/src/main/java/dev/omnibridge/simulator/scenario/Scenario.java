package dev.omnibridge.simulator.scenario;

import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.StoreEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Trouble by script: it begins with something a user of the simulator does, and goes on by itself in simulated time. */
public enum Scenario {
    /** Too few machines, and more of them later. */
    SHORTAGE(
            "shortage",
            "a third of the machines is there; 5 minutes after the first cluster was made the others join",
            3,
            event -> event.type().equals(ResourceTypes.CLUSTERS) && event.isCreation(),
            List.of(new Step(Duration.ofMinutes(5), Act.REST_JOINS))),
    /** A machine of a cluster that is ready is cut off, and comes back. */
    UNREACHABLE_MACHINE(
            "unreachable-machine",
            "a minute after the first cluster is ready a machine of it, a worker if it has one, is cut off for 15 minutes",
            1,
            Scenario::makesReady,
            List.of(
                    new Step(Duration.ofMinutes(1), Act.MACHINE_LOST),
                    new Step(Duration.ofMinutes(16), Act.MACHINE_BACK))),
    /** The API is down, and comes back. */
    OUTAGE(
            "outage",
            "a minute after the first cluster is ready Omni answers nothing for 3 minutes; its clusters live on",
            1,
            Scenario::makesReady,
            List.of(new Step(Duration.ofMinutes(1), Act.SERVER_DOWN), new Step(Duration.ofMinutes(4), Act.SERVER_UP)));

    /** What happens. */
    enum Act {
        REST_JOINS,
        MACHINE_LOST,
        MACHINE_BACK,
        SERVER_DOWN,
        SERVER_UP
    }

    /** @param after since the scenario began, in simulated time */
    record Step(Duration after, Act act) {}

    private final String title;
    private final String description;
    private final int oneOf;
    private final Predicate<StoreEvent<?>> beginning;
    private final List<Step> steps;

    /** @param oneOf of so many machines one is there at the start */
    Scenario(String title, String description, int oneOf, Predicate<StoreEvent<?>> beginning, List<Step> steps) {
        this.title = title;
        this.description = description;
        this.oneOf = oneOf;
        this.beginning = beginning;
        this.steps = steps;
    }

    /** Name on the command line. */
    public String title() {
        return title;
    }

    /** What happens in it, for people. */
    public String description() {
        return description;
    }

    /** The scenario of this name. */
    public static Optional<Scenario> named(String title) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.title.equals(title))
                .findFirst();
    }

    /** All names, for a message. */
    public static String titles() {
        return Arrays.stream(values()).map(Scenario::title).collect(Collectors.joining(", "));
    }

    /** How many of so many machines are there at the start; rounded up. */
    public int machinesAtStart(int machines) {
        return Math.ceilDiv(machines, oneOf);
    }

    boolean beginsWith(StoreEvent<?> event) {
        return beginning.test(event);
    }

    List<Step> steps() {
        return steps;
    }

    private static boolean makesReady(StoreEvent<?> event) {
        return event.type().equals(ResourceTypes.CLUSTER_STATUSES)
                && event.now()
                        .map(now -> ((ClusterStatusSpec) now.spec()).getReady())
                        .orElse(false);
    }
}
