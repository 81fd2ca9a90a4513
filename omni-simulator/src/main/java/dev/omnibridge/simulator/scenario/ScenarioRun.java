package dev.omnibridge.simulator.scenario;

import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.state.StoreEvent;
import dev.omnibridge.simulator.state.StoreListener;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;

/** Lets a scenario happen in a simulator, once, and tells what it does. */
public final class ScenarioRun implements StoreListener {

    private final Scenario scenario;
    private final OmniSimulator simulator;
    private final Runnable restJoins;
    private final Consumer<String> told;
    private Optional<String> cluster = Optional.empty();
    private Optional<String> lost = Optional.empty();

    private ScenarioRun(Scenario scenario, OmniSimulator simulator, Runnable restJoins, Consumer<String> told) {
        this.scenario = scenario;
        this.simulator = simulator;
        this.restJoins = restJoins;
        this.told = told;
    }

    /**
     * Waits for what begins the scenario, and then carries it out.
     *
     * @param restJoins lets the machines join that were not there at the start
     * @param told hears each thing that happens, as a sentence for people
     */
    public static void begin(Scenario scenario, OmniSimulator simulator, Runnable restJoins, Consumer<String> told) {
        simulator.store().listen(new ScenarioRun(scenario, simulator, restJoins, told));
    }

    @Override
    public void onEvent(StoreEvent<?> event) {
        if (cluster.isPresent() || !scenario.beginsWith(event)) {
            return;
        }
        cluster = Optional.of(event.id());
        scenario.steps().forEach(step -> simulator.world().schedule(step.after(), () -> act(step.act(), event.id())));
    }

    private void act(Scenario.Act act, String its) {
        switch (act) {
            case REST_JOINS -> {
                restJoins.run();
                told.accept("the other machines join");
            }
            case MACHINE_LOST -> {
                lost = machineOf(its);
                lost.ifPresentOrElse(
                        id -> {
                            simulator.machines().disconnect(id);
                            told.accept(
                                    "machine " + id + " of " + its + " is cut off; Omni notices within five minutes");
                        },
                        () -> told.accept("cluster " + its + " has no machine any more that could be cut off"));
            }
            case MACHINE_BACK ->
                lost.ifPresent(id -> {
                    simulator.machines().connect(id);
                    told.accept("machine " + id + " is back");
                });
            case SERVER_DOWN -> {
                simulator.stopServer();
                told.accept("Omni answers nothing now");
            }
            case SERVER_UP -> {
                simulator.startServer();
                told.accept("Omni answers again");
            }
        }
    }

    /** A worker if there is one: a control plane alone would take the cluster's API along. */
    private Optional<String> machineOf(String its) {
        return simulator.store().list(ResourceTypes.CLUSTER_MACHINES).stream()
                .filter(machine -> machine.label(OmniKeys.CLUSTER).equals(Optional.of(its)))
                .min(Comparator.<Resource<?>, Boolean>comparing(machine ->
                                machine.label(OmniKeys.ROLE_CONTROL_PLANE).isPresent())
                        .thenComparing(Resource::id))
                .map(Resource::id);
    }
}
