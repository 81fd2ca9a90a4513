package dev.omnibridge.simulator.likeness;

import dev.omnibridge.simulator.behaviour.OmniBehaviour;
import dev.omnibridge.simulator.catalog.VersionTable;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import dev.omnibridge.simulator.machine.MachineTemplate;
import dev.omnibridge.simulator.machine.Machines;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.SimulatedTime;
import dev.omnibridge.simulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Recordings of one server, one after the other, done over in one simulated Omni: the same machines, and the acts of users at the pace at which
 * they were recorded. Its time is virtual.
 */
public final class Rehearsal {

    private static final Instant DAY = Instant.parse("2026-11-20T00:00:00Z");
    private static final Duration BEFORE = Duration.ofMinutes(2);
    /** From an event to the look at it; recordings show 5 to 50 ms. */
    private static final Duration LATENCY = Duration.ofMillis(10);

    private static final Duration AFTER = Duration.ofMinutes(1);
    /** How long a user waits for what was there in the recording and does not come. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<Recording> recordings;
    private final Cast cast;
    /** What stands for less than that a controller may miss. */
    private final Duration moment;

    private final World world;
    private final Store store;
    private final Recorder recorder;
    private final Acts acts;
    private Duration ahead = Duration.ZERO;

    /**
     * A rehearsal at the usual latency.
     *
     * @param recordings of one server, in order of time; the first begins without clusters
     */
    public Rehearsal(List<Recording> recordings) {
        this(recordings, LATENCY);
    }

    /**
     * A rehearsal.
     *
     * @param latency from an event to the look of a controller at it, for a server that was slower than most
     */
    public Rehearsal(List<Recording> recordings, Duration latency) {
        this(recordings, latency, 1);
    }

    /**
     * A rehearsal with other ids.
     *
     * @param seed of all ids that are made up
     */
    public Rehearsal(List<Recording> recordings, Duration latency, long seed) {
        this.recordings = List.copyOf(recordings);
        this.cast = Cast.of(recordings);
        this.moment = latency;
        Instant start = DAY.plus(recordings.getFirst().events().getFirst().at()).minus(BEFORE);
        SimulatedTime time = SimulatedTime.stepped(start);
        this.store = new Store(time);
        this.world = new World(store, time, latency);
        VersionTable.publish(store);
        Machines machines = OmniBehaviour.start(world, MachineSpeeds.emulator(), seed);
        cast.machines()
                .forEach((id, name) ->
                        machines.add(id, MachineTemplate.of(cast.talosVersion()).withNodeName(name)));
        this.recorder = new Recorder(time);
        store.listen(recorder);
        this.acts = new Acts(store, machines, cast::fullId);
    }

    /** What the simulator did, for each recording; what came after a recording's end is in it too. */
    public List<Recording> run() {
        List<Recording> played = new ArrayList<>();
        for (int i = 0; i < recordings.size(); i++) {
            Recording recording = recordings.get(i);
            advanceTo(recording.events().getFirst().at().minusMillis(1));
            recorder.take();
            for (int event = 0; event < recording.events().size(); event++) {
                if (Acts.mayBe(recording.events().get(event))) {
                    await(Pace.of(recording.events(), event), recording.events().get(event));
                    acts.repeat(recording.events().get(event));
                    world.runUntilIdle();
                }
            }
            Duration last = recording.events().getLast().at();
            advanceTo(
                    i + 1 < recordings.size()
                            ? recordings.get(i + 1).events().getFirst().at().minusMillis(2)
                            : last.plus(AFTER));
            played.add(new Recording(recording.name() + ", simulated", "", recorder.take()));
        }
        return played;
    }

    /** Runs, and compares each recording that shows more than acts of users. */
    public List<Comparison> compare() {
        List<Recording> simulated = run();
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < recordings.size(); i++) {
            if (!recordings.get(i).events().stream().allMatch(Acts::mayBe)) {
                comparisons.add(Comparison.of(recordings.get(i), simulated.get(i), cast, moment));
            }
        }
        return comparisons;
    }

    /** The state at the end. */
    public Store store() {
        return store;
    }

    World world() {
        return world;
    }

    /** Who plays. */
    public Cast cast() {
        return cast;
    }

    /** Waits until an act is due, which may be a little before or after its moment in the recording: from then on time is told accordingly. */
    private void await(Pace pace, Event act) {
        Instant latest = moment(act.at()).plus(PATIENCE);
        while (!recorder.hasSeen(pace.milestones()) && !world.nextDue().isAfter(latest)) {
            world.advance(Duration.between(world.now(), world.nextDue()));
        }
        if (!pace.pause().isZero()) {
            advanceTo(act.at());
        }
        ahead = Duration.between(DAY.plus(act.at()), world.now());
        recorder.tellTimeBehind(ahead);
    }

    private Instant moment(Duration ofDay) {
        return DAY.plus(ofDay).plus(ahead);
    }

    private void advanceTo(Duration ofDay) {
        Duration left = Duration.between(world.now(), moment(ofDay));
        if (!left.isNegative()) {
            world.advance(left);
        }
    }
}
