package dev.omnibridge.simulator.machine;

import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.StoreEvent;
import dev.omnibridge.simulator.state.StoreListener;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The virtual machines of a simulated Omni. Everything here may be called from any thread; what it causes happens on the world's loop,
 * which with stepped time means: when the world is run next.
 */
public final class Machines {

    /** An etcd member whose machine is gone is removed by Omni's audit after about a minute (status-and-lifecycle.md 4.10). */
    private static final Duration ETCD_AUDIT = Duration.ofMinutes(1);

    private final World world;
    private final MachineSpeeds speeds;
    private final Random ids;
    private final LinkMonitor links;
    private final EtcdClusters etcd = new EtcdClusters();
    private final ImageFactory imageFactory = new ImageFactory();
    private final Map<String, VirtualMachine> machines = new ConcurrentHashMap<>();
    private final List<Consumer<VirtualMachine>> listeners = new CopyOnWriteArrayList<>();

    /**
     * Without any machine yet.
     *
     * @param seed of the ids of machines: equal seeds give equal ids
     */
    public Machines(World world, MachineSpeeds speeds, long seed) {
        this.world = world;
        this.speeds = speeds;
        this.ids = new Random(seed);
        this.links = new LinkMonitor(world);
        world.store().listen(new StoreListener() {
            @Override
            public void onEvent(StoreEvent<?> event) {}

            @Override
            public void onRestored() {
                world.schedule(Duration.ZERO, Machines.this::rejoin);
            }
        });
    }

    /** Where the images of the machines come from. */
    public ImageFactory imageFactory() {
        return imageFactory;
    }

    /** Adds a machine with a new id. */
    public VirtualMachine add(MachineTemplate template) {
        byte[] random = new byte[16];
        synchronized (ids) {
            ids.nextBytes(random);
        }
        return add(UUID.nameUUIDFromBytes(random).toString(), template);
    }

    /**
     * Adds a machine.
     *
     * @throws IllegalArgumentException if the id is no UUID in lower case, or taken
     */
    public VirtualMachine add(String id, MachineTemplate template) {
        VirtualMachine machine =
                new VirtualMachine(new MachineIdentity(id), template, world, speeds, etcd, this::tellListeners);
        if (machines.putIfAbsent(id, machine) != null) {
            throw new IllegalArgumentException("there is a machine " + id + " already");
        }
        links.create(machine);
        return machine;
    }

    /** Adds n equal machines. */
    public List<VirtualMachine> addMany(int n, MachineTemplate template) {
        List<VirtualMachine> added = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            added.add(add(template));
        }
        return added;
    }

    /** The machine with this id. */
    public Optional<VirtualMachine> find(String id) {
        return Optional.ofNullable(machines.get(id));
    }

    /** All machines, ordered by id. */
    public List<VirtualMachine> all() {
        return machines.keySet().stream().sorted().map(machines::get).toList();
    }

    /** Members of a cluster's etcd, ordered by machine id. */
    public List<VirtualMachine> etcdMembers(String clusterId) {
        return etcd.members(clusterId);
    }

    /** Cuts the machine off. Omni shows it 275 s later, at the next of its evaluations, which come every 30 s. */
    public void disconnect(String id) {
        act(id, machine -> {
            machine.setReachable(false);
            links.lost(id);
        });
    }

    /** Cuts the machine off and lets Omni show it at once. */
    public void disconnectAtOnce(String id) {
        act(id, machine -> {
            machine.setReachable(false);
            links.set(id, false);
        });
    }

    /** Brings a machine back. */
    public void connect(String id) {
        act(id, machine -> {
            machine.setReachable(true);
            links.set(id, true);
        });
    }

    /** Removes the machine from Omni, as a teardown of its Link does, and the machine itself. */
    public void remove(String id) {
        act(id, machine -> {
            world.store()
                    .get(ResourceTypes.LINKS, id)
                    .ifPresent(link -> world.store().teardown("", ResourceTypes.LINKS, id));
            forget(machine);
        });
    }

    /** Lets the machine refuse every config with this text, until {@link #acceptConfig}. */
    public void failConfig(String id, String text) {
        act(id, machine -> machine.setConfigFailure(Optional.of(text)));
    }

    /** Lets Talos on the machine wait for something while it runs, as it says with these words, until {@link #fulfil}. */
    public void leaveUnmet(String id, String condition, String reason) {
        act(id, machine -> machine.setUnmet(condition, reason));
    }

    /** Lets Talos on the machine find all that it waited for. */
    public void fulfil(String id) {
        act(id, VirtualMachine::setNothingUnmet);
    }

    /** Lets the machine accept configs again. */
    public void acceptConfig(String id) {
        act(id, machine -> machine.setConfigFailure(Optional.empty()));
    }

    /** Brings a controller whose keys are machine ids the ids of machines that change. */
    public void wakeByMachine(Controller controller) {
        listeners.add(machine -> world.enqueue(controller, machine.id()));
    }

    /** Brings a controller whose keys are cluster names the clusters of machines that change. */
    public void wakeByCluster(Controller controller) {
        listeners.add(machine -> machine.config().ifPresent(config -> world.enqueue(controller, config.cluster())));
    }

    /** Called when Omni has let go of a machine's Link: a machine can't come back without joining anew. */
    void forget(VirtualMachine machine) {
        if (machines.remove(machine.id(), machine)) {
            machine.config()
                    .ifPresent(config -> world.schedule(ETCD_AUDIT, () -> etcd.leave(machine, config.clusterId())));
            machine.remove();
        }
    }

    /** Machines outlive a restored backup of Omni: those it doesn't know join anew, and its links tell the present again. */
    private void rejoin() {
        all().forEach(machine -> {
            if (world.store().get(ResourceTypes.LINKS, machine.id()).isEmpty()) {
                links.create(machine);
            } else {
                links.set(machine.id(), machine.isReachable());
            }
        });
        world.store().list(ResourceTypes.LINKS).stream()
                .map(Resource::id)
                .filter(id -> !machines.containsKey(id))
                .forEach(links::lost);
    }

    private void act(String id, Consumer<VirtualMachine> action) {
        VirtualMachine machine =
                find(id).orElseThrow(() -> new NoSuchElementException("there is no virtual machine " + id));
        world.schedule(Duration.ZERO, () -> action.accept(machine));
    }

    private void tellListeners(VirtualMachine machine) {
        listeners.forEach(listener -> listener.accept(machine));
    }
}
