package dev.omnibridge.simulation.omni;

import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.access.Caller;
import dev.omnibridge.simulator.access.Role;
import dev.omnibridge.simulator.behaviour.OmniBehaviour;
import dev.omnibridge.simulator.catalog.OmniVersion;
import dev.omnibridge.simulator.catalog.SelfDescription;
import dev.omnibridge.simulator.catalog.VersionTable;
import dev.omnibridge.simulator.machine.Hardware;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import dev.omnibridge.simulator.machine.MachineTemplate;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.machine.UpgradeSpeeds;
import dev.omnibridge.simulator.machine.VirtualMachine;
import dev.omnibridge.simulator.server.CachedReads;
import dev.omnibridge.simulator.server.StateDoor;
import dev.omnibridge.simulator.state.Snapshot;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.validation.RuleBook;
import dev.omnibridge.simulator.world.SimulatedTime;
import dev.omnibridge.simulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An Omni without a network: store, rules, controllers and machines on virtual time. Its controllers act only when the simulation lets them. */
public final class OmniWorld {

    /** The account that is behind the endpoint, unless another pretends to be. */
    public static final String ACCOUNT = "5b2f6d0c-3d0f-4d0e-9f57-0d8f1c2b7a11";

    private static final String OTHER_ACCOUNT = "0c0ffee0-3d0f-4d0e-9f57-0d8f1c2b7a11";
    private static final String TALOS = "1.13.8";
    private static final Duration TICK = Duration.ofNanos(1_000);

    private static final MachineSpeeds SPEEDS = new MachineSpeeds(
            Duration.ofSeconds(1),
            Duration.ofMillis(50),
            Duration.ofSeconds(3),
            new UpgradeSpeeds(
                    Duration.ofSeconds(3),
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ofSeconds(8),
                    Duration.ofMillis(50),
                    Duration.ofMillis(50)),
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofSeconds(3),
            Duration.ofSeconds(8),
            Duration.ofSeconds(2),
            Duration.ofMillis(500),
            Duration.ofMinutes(2));

    private final SimulatedTime time;
    private final Store store;
    private final World world;
    private final Machines machines;
    private final CachedReads cache;
    private final StateDoor door;
    private final OmniFaults faults = new OmniFaults();
    private Optional<Snapshot> home = Optional.empty();
    private Optional<Snapshot> backup = Optional.empty();

    /** An Omni with free machines of two classes, {@code small} and {@code any}. */
    public OmniWorld(Instant begin, int machineCount, long seed) {
        time = SimulatedTime.stepped(begin);
        store = new Store(time);
        world = new World(store, time);
        publish(ACCOUNT);
        machines = OmniBehaviour.start(world, SPEEDS, seed);
        cache = new CachedReads(store, time, Duration.ZERO);
        door = new StateDoor(
                store,
                cache,
                RuleBook.of(store, OmniVersion.V1_10),
                time,
                new Caller("omnibridge", Role.OPERATOR, "user-1", "0".repeat(40), "simulation"));
        machineClass("small", "omni.sidero.dev/cores = 4");
        machineClass("any", "omni.sidero.dev/arch = amd64");
        machines.addMany(machineCount, MachineTemplate.of(TALOS).withHardware(Hardware.small()));
        world.runUntilIdle();
        world.pause();
    }

    /** The time of everything. */
    public SimulatedTime time() {
        return time;
    }

    /** Now. */
    public Instant now() {
        return time.instant();
    }

    /** Omni's state. */
    public Store store() {
        return store;
    }

    /** The machines. */
    public Machines machines() {
        return machines;
    }

    /** What goes wrong on the way to Omni. */
    public OmniFaults faults() {
        return faults;
    }

    /** The cache that rules are judged on. */
    public CachedReads cache() {
        return cache;
    }

    StateDoor door() {
        return door;
    }

    /** Ids of all machines, in order. */
    public List<String> machineIds() {
        return machines.all().stream().map(VirtualMachine::id).toList();
    }

    /** Lets a moment pass, so that nothing happens at the same time as something else. */
    public void tick() {
        world.advance(TICK);
    }

    /** Lets time pass while Omni's controllers stand still. */
    public void pass(Duration duration) {
        world.advance(duration);
    }

    /** Lets Omni's controllers and machines do what is due. */
    public void runControllers() {
        world.resume();
        world.runUntilIdle();
        world.pause();
    }

    /** When Omni has something to do next. */
    public Instant nextDue() {
        world.resume();
        Instant due = world.nextDue();
        world.pause();
        return due;
    }

    /** Another, empty account answers at the endpoint; nobody tends it. */
    public void pretendToBeAnother() {
        if (home.isEmpty()) {
            home = Optional.of(store.snapshot());
            store.restore(Snapshot.empty());
            publish(OTHER_ACCOUNT);
        }
    }

    /** The own account is back. */
    public void returnHome() {
        home.ifPresent(store::restore);
        home = Optional.empty();
    }

    /** Whether another account answers. */
    public boolean isAnother() {
        return home.isPresent();
    }

    /** Takes a backup of Omni. */
    public void backUp() {
        if (!isAnother()) {
            backup = Optional.of(store.snapshot());
        }
    }

    /** Puts the backup back; machines live on. False if there is none. */
    public boolean restore() {
        if (isAnother() || backup.isEmpty()) {
            return false;
        }
        store.restore(backup.get());
        return true;
    }

    private void publish(String account) {
        new SelfDescription(account, "acme", OmniVersion.V1_10).publish(store);
        VersionTable.publish(store);
    }

    private void machineClass(String name, String selector) {
        store.create(
                "",
                Resource.of(
                        ResourceTypes.MACHINE_CLASSES,
                        name,
                        MachineClassSpec.newBuilder().addMatchLabels(selector).build()));
    }
}
