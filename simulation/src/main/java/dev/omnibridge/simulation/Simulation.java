package dev.omnibridge.simulation;

import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulation.actor.Interruption;
import dev.omnibridge.simulation.actor.Scene;
import dev.omnibridge.simulation.invariant.Invariant;
import dev.omnibridge.simulation.invariant.Violation;
import dev.omnibridge.simulation.invariant.Watchman;
import dev.omnibridge.simulation.kubernetes.Key;
import dev.omnibridge.simulation.kubernetes.Kind;
import dev.omnibridge.simulation.omni.Stream;
import dev.omnibridge.simulation.operator.Killed;
import dev.omnibridge.simulation.operator.OperatorProcess;
import dev.omnibridge.simulation.operator.Seams;
import dev.omnibridge.simulation.operator.Stage;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One world and one history in it, on one thread. */
public final class Simulation implements Stage {

    private static final int DEEPEST = 2;

    private final Scene scene;
    private final Trace trace;
    private final Watchman watchman;
    private final History history;
    private final Passes passes;
    private final List<String> told = new ArrayList<>();
    private Random chance;
    private final Set<OperatorProcess> deciding = new HashSet<>();
    private int depth;
    private int writes;
    private boolean isSettling;

    private Simulation(History history, Seams seams, Trace trace) {
        this.history = history;
        this.trace = trace;
        this.chance = new Random(history.seed());
        this.scene = new Scene(history, seams, this, () -> chance);
        this.watchman = new Watchman(scene);
        this.passes = new Passes(scene);
    }

    /** Lets a history happen. */
    public static Outcome run(History history, Seams seams, Trace trace) {
        Simulation simulation = new Simulation(history, seams, trace);
        Optional<Violation> violation = Optional.empty();
        try {
            simulation.happen();
        } catch (Violation e) {
            simulation.note("BROKEN " + e.getMessage());
            violation = Optional.of(e);
        }
        return new Outcome(violation, List.copyOf(simulation.told), trace.lines(), simulation.writes);
    }

    private void happen() {
        scene.startOperator(0);
        for (Step step : history.steps()) {
            chance = new Random(step.seed());
            String what = step.act().happen(scene, chance);
            told.add(step.act() + ": " + what);
            trace.add(() -> "=== " + step.act() + ": " + what);
            for (int i = 0; i < step.micro(); i++) {
                microStep();
            }
        }
        chance = new Random(history.seed() + 1);
        isSettling = true;
        new Settlement(this, scene).happen();
    }

    long seed() {
        return history.seed();
    }

    /** One small thing happens somewhere. */
    private void microStep() {
        int what = chance.nextInt(10);
        List<OperatorProcess> processes =
                scene.awake().stream().filter(p -> !deciding.contains(p)).toList();
        if (what == 0) {
            passTime();
        } else if (what <= 2) {
            scene.omni().runControllers();
        } else if (processes.isEmpty()) {
            // whoever runs the operator starts it again
            if (scene.processes().isEmpty()) {
                scene.startOperator(chance.nextInt(6));
            }
        } else {
            OperatorProcess process = processes.get(chance.nextInt(processes.size()));
            if (!advance(process)) {
                passTime();
            }
        }
    }

    private void passTime() {
        int how = chance.nextInt(20);
        Duration duration;
        if (how < 12) {
            duration = Duration.ofMillis(1 + chance.nextInt(50));
        } else if (how < 18) {
            duration = scene.untilNextDue(Duration.ofSeconds(20));
        } else if (how < 19) {
            duration = Duration.ofSeconds(1 + chance.nextInt(60));
        } else {
            duration = Duration.ofMinutes(1 + chance.nextInt(10));
        }
        trace.add(() -> "time passes: " + duration);
        scene.omni().pass(duration);
    }

    /** Lets one thing happen in a process; false if it has nothing to do now. */
    boolean advance(OperatorProcess process) {
        List<Runnable> possible = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (process.feed(kind).isBehind()) {
                boolean coalesces = !isSettling && chance.nextInt(4) == 0;
                possible.add(() -> {
                    trace.add(() -> process.name() + ": hears of " + kind.text());
                    process.feed(kind).deliver(coalesces);
                });
            }
        }
        List<Stream> news = process.streams().stream().filter(Stream::hasNews).toList();
        if (!news.isEmpty()) {
            possible.add(() -> hear(news));
            possible.add(possible.getLast());
        }
        if (!process.blocking().isEmpty()) {
            possible.add(() -> process.blocking().remove().run());
        }
        if (process.timers().isDue()) {
            possible.add(process.timers()::runNext);
        }
        List<Key> ready = process.queue().ready().stream()
                .filter(key -> !passes.isInProgress(process, key))
                .toList();
        if (!ready.isEmpty()) {
            Key key = ready.get(chance.nextInt(ready.size()));
            possible.add(() -> pass(process, key));
            possible.add(possible.getLast());
        }
        if (possible.isEmpty()) {
            return false;
        }
        act(process, possible.get(chance.nextInt(possible.size())));
        return true;
    }

    /** What Omni tells comes often, so it comes several at once; now and then everything that is on its way. */
    private void hear(List<Stream> news) {
        List<Stream> speaking = chance.nextInt(3) == 0 ? news : List.of(news.get(chance.nextInt(news.size())));
        for (Stream stream : speaking) {
            int events = 1 + chance.nextInt(Math.max(6, stream.onTheWay()));
            for (int i = 0; i < events && stream.hasNews(); i++) {
                stream.deliver();
            }
        }
    }

    private void pass(OperatorProcess process, Key key) {
        process.pass(key);
        trace.add(() -> "  " + key
                + process.queue().dueAt(key).map(at -> " is due again at " + at).orElse(" waits for an event"));
    }

    /** Runs something in a process that may be killed by it. */
    private void act(OperatorProcess process, Runnable action) {
        try {
            action.run();
        } catch (Killed e) {
            if (scene.isAlive(process)) {
                throw e;
            }
            note(process.name() + " is dead");
        }
    }

    @Override
    public void before(OperatorProcess process, String call, boolean isWrite) {
        trace.add(() -> scene.omni().now() + " " + process.name() + ": " + call);
        scene.countCall(call);
        if (isSettling) {
            return;
        }
        if (isWrite && scene.isNow(Interruption.KILL_BEFORE)) {
            kill(process);
        }
        if (isWrite && scene.isNow(Interruption.FREEZE)) {
            freeze(process);
        } else if (depth < DEEPEST && chance.nextInt(12) == 0) {
            boolean decides = call.startsWith(RECORD) && deciding.add(process);
            meanwhile(1 + chance.nextInt(3));
            if (decides) {
                deciding.remove(process);
            }
        }
        if (!scene.isAlive(process)) {
            throw new Killed();
        }
    }

    @Override
    public void after(OperatorProcess process, String call, boolean isWrite) {
        watchman.called(passes.current(process), call);
        if (isWrite && !isSettling && scene.isNow(Interruption.KILL_AFTER)) {
            kill(process);
        }
    }

    /** Others act while a call waits, some of the time without coming to an end in time. */
    @Override
    public void waits(OperatorProcess process, Duration atMost) {
        Instant end = scene.omni().now().plus(atMost);
        if (!isSettling && depth < DEEPEST) {
            meanwhile(10 + chance.nextInt(20));
        }
        if (!scene.isAlive(process)) {
            throw new Killed();
        }
        if (isSettling || chance.nextBoolean()) {
            runBlocking(process, end);
        }
        Duration left = Duration.between(scene.omni().now(), end);
        if (left.isPositive()) {
            scene.omni().pass(left);
        }
    }

    /** What the call waits for: other calls of the same process, each of which ends in a moment. */
    private void runBlocking(OperatorProcess process, Instant end) {
        while (scene.omni().now().isBefore(end) && scene.isAlive(process)) {
            if (process.timers().isDue()) {
                process.timers().runNext();
            } else if (!process.blocking().isEmpty()) {
                process.blocking().remove().run();
                return;
            } else {
                Duration left = Duration.between(scene.omni().now(), end);
                scene.omni().pass(scene.untilNextDue(left));
            }
        }
    }

    private void kill(OperatorProcess process) {
        note(process.name() + " is killed");
        scene.end(process);
        throw new Killed();
    }

    /** The process stands still while the others go on; another one may have taken over when it goes on. */
    private void freeze(OperatorProcess process) {
        note(process.name() + " stands still");
        scene.freeze(process);
        if (chance.nextBoolean()) {
            scene.startOperator(0);
        }
        meanwhile(10 + chance.nextInt(80));
        scene.thaw(process);
        note(process.name() + " goes on");
    }

    private void meanwhile(int steps) {
        depth++;
        for (int i = 0; i < steps; i++) {
            microStep();
        }
        depth--;
    }

    @Override
    public void wroteToOmni(
            OperatorProcess process,
            Write write,
            Resource<?> sent,
            Optional<Phase> expected,
            Optional<Resource<?>> before,
            Resource<?> after) {
        writes++;
        trace.add(() -> "  wrote " + write + " " + sent.reference() + " version " + after.version() + "\n    "
                + Differences.between(before, after));
        scene.countWrite();
        watchman.wroteToOmni(process, passes.current(process), write, sent, expected, before, after);
    }

    @Override
    public void refusedByOmni(OperatorProcess process, Write write, Resource<?> sent, String why) {
        trace.add(() -> "  refused by Omni: " + why.replace("\n", " "));
        passes.current(process).ifPresent(pass -> watchman.refusedByOmni(process, pass, write, sent));
    }

    @Override
    public void setFinalizer(OperatorProcess process, CustomResource<?, ?> object) {
        watchman.setFinalizer(passes.current(process), object);
    }

    @Override
    public void minted(OperatorProcess process, String cluster, String user) {
        note(process.name() + ": token for " + cluster + " minted");
        scene.countWrite();
        watchman.minted(process, passes.current(process), cluster);
    }

    @Override
    public void wroteToKubernetes(OperatorProcess process, Key key, String what) {
        trace.add(() -> "  wrote " + what + " of " + key
                + Differences.status(scene.server().get(key)));
        if (what.equals(STATUS)) {
            scene.server().get(key).ifPresent(object -> watchman.wroteStatus(process, object));
        }
        scene.countWrite();
    }

    @Override
    public void beginsPass(OperatorProcess process, Key key, CustomResource<?, ?> object) {
        trace.add(() -> scene.omni().now() + " " + process.name() + ": pass over " + key + " at "
                + object.getMetadata().getResourceVersion());
        passes.begin(process, key, object);
    }

    @Override
    public void endsPass(OperatorProcess process, Key key) {
        passes.end(process);
    }

    @Override
    public void failed(OperatorProcess process, Key key, RuntimeException failure) {
        throw new Violation(
                Invariant.NO_FAULT,
                "pass over " + key + ": " + failure + " at "
                        + List.of(failure.getStackTrace()).stream().limit(6).toList());
    }

    @Override
    public void note(String line) {
        trace.add(() -> "  " + line);
    }
}
