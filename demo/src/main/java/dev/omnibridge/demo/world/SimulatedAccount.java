package dev.omnibridge.demo.world;

import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import java.util.Map;

/** An Omni account in this process: TLS on loopback, machines of both sizes and their machine classes. */
public final class SimulatedAccount implements AutoCloseable {
    private final OmniSimulator simulator;

    private SimulatedAccount(OmniSimulator simulator) {
        this.simulator = simulator;
    }

    /** Starts it with so many machines of each size. */
    public static SimulatedAccount start(MachineSpeeds speeds, Map<MachineSize, Integer> machines) {
        OmniSimulator simulator =
                OmniSimulator.builder().tls().machineSpeeds(speeds).build().start();
        for (MachineSize size : MachineSize.values()) {
            simulator.store().create("", size.machineClass());
            simulator.machines().addMany(machines.getOrDefault(size, 0), size.template());
        }
        return new SimulatedAccount(simulator);
    }

    /** Lets one more machine join; returns its id. */
    public String add(MachineSize size) {
        return simulator.machines().add(size.template()).id();
    }

    /** The Omni behind it. */
    public OmniSimulator simulator() {
        return simulator;
    }

    @Override
    public void close() {
        simulator.close();
    }
}
