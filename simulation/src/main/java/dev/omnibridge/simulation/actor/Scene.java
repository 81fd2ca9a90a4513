package dev.omnibridge.simulation.actor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.omnibridge.simulation.History;
import dev.omnibridge.simulation.kubernetes.ApiServer;
import dev.omnibridge.simulation.kubernetes.Key;
import dev.omnibridge.simulation.kubernetes.SecretShelf;
import dev.omnibridge.simulation.omni.ManagementCalls;
import dev.omnibridge.simulation.omni.OmniWorld;
import dev.omnibridge.simulation.operator.ApiFaults;
import dev.omnibridge.simulation.operator.Credentials;
import dev.omnibridge.simulation.operator.OperatorProcess;
import dev.omnibridge.simulation.operator.Seams;
import dev.omnibridge.simulation.operator.Stage;
import dev.omnibridge.simulation.schema.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Everything there is: Omni, the API server, the operator's processes, and what is about to go wrong. */
public final class Scene {

    private static final String NAME = "operator-";

    private final long seed;
    private final OmniWorld omni;
    private final ApiServer server;
    private final SecretShelf secrets = new SecretShelf();
    private final ApiFaults apiFaults = new ApiFaults();
    private final OperatorProcess.Surroundings surroundings;
    private final Supplier<Random> chance;
    private final Values values;
    private final List<OperatorProcess> processes = new ArrayList<>();
    private final Set<OperatorProcess> frozen = new LinkedHashSet<>();
    private Optional<Interruption> interruption = Optional.empty();
    private int writesUntilInterruption;
    private final Map<Key, ObjectNode> git = new TreeMap<>();
    private int started;
    private long activity;
    private long calls;

    /** A scene at its beginning: an Omni with free machines, a connection to it, no operator yet. */
    public Scene(History history, Seams seams, Stage stage, Supplier<Random> chance) {
        this.omni = new OmniWorld(Credentials.BEGIN, history.machines(), history.seed());
        this.server = new ApiServer(omni.time(), history.seed() % 4 == 0);
        this.seed = history.seed();
        this.chance = chance;
        this.surroundings = new OperatorProcess.Surroundings(omni, server, secrets, apiFaults, stage, seams);
        this.values = new Values(omni.machineIds());
        Users.applyConnection(this);
    }

    long seed() {
        return seed;
    }

    public OmniWorld omni() {
        return omni;
    }

    public ApiServer server() {
        return server;
    }

    public SecretShelf secrets() {
        return secrets;
    }

    public ApiFaults apiFaults() {
        return apiFaults;
    }

    /** What GitOps last saw in Git. */
    Map<Key, ObjectNode> git() {
        return git;
    }

    /** Values for fields whose texts mean something. */
    public Values values() {
        return values;
    }

    /** All living processes. */
    public List<OperatorProcess> processes() {
        return List.copyOf(processes);
    }

    /** Those that may do something now. */
    public List<OperatorProcess> awake() {
        return processes.stream().filter(process -> !frozen.contains(process)).toList();
    }

    /** Whether a process lives. */
    public boolean isAlive(OperatorProcess process) {
        return processes.contains(process);
    }

    /**
     * Starts a process.
     *
     * @param staleBy how many writes of the API server its first lists lag behind
     */
    public OperatorProcess startOperator(int staleBy) {
        started++;
        int listsAt = Math.max(0, server.log().size() - staleBy);
        OperatorProcess process =
                new OperatorProcess(surroundings, NAME + started, chance.get().nextLong(), listsAt);
        processes.add(process);
        return process;
    }

    /** Whether no other was started after it, so that it may still lead. */
    public boolean isLatest(OperatorProcess process) {
        return process.name().equals(NAME + started);
    }

    /** Ends a process at once. */
    public void end(OperatorProcess process) {
        processes.remove(process);
        frozen.remove(process);
        process.end();
    }

    /** Lets a process stand still. */
    public void freeze(OperatorProcess process) {
        frozen.add(process);
    }

    /** Lets a process go on. */
    public void thaw(OperatorProcess process) {
        frozen.remove(process);
    }

    /** Orders an interruption at one of the next writes of any process. */
    public void interrupt(Interruption what, int atWrite) {
        interruption = Optional.of(what);
        writesUntilInterruption = atWrite;
    }

    /** Whether the ordered interruption is to happen at this write. */
    public boolean isNow(Interruption what) {
        if (!interruption.equals(Optional.of(what))) {
            return false;
        }
        writesUntilInterruption--;
        if (writesUntilInterruption > 0) {
            return false;
        }
        interruption = Optional.empty();
        return true;
    }

    /** Ends everything that goes wrong or is about to. */
    public void endFaults() {
        interruption = Optional.empty();
        apiFaults.clear();
        omni.faults().clear();
        omni.returnHome();
    }

    /** When something is due next by time alone. */
    public Optional<Instant> nextDue() {
        return Stream.concat(
                        Stream.of(omni.nextDue()).filter(due -> !due.equals(Instant.MAX)),
                        processes.stream().flatMap(process -> process.nextDue().stream()))
                .min(Instant::compareTo);
    }

    /** How long it is until something is due by time alone, at most so long. */
    public Duration untilNextDue(Duration most) {
        return nextDue()
                .map(due -> Duration.between(omni.now(), due))
                .filter(d -> d.compareTo(most) < 0)
                .map(d -> d.isPositive() ? d : Duration.ofMillis(1))
                .orElse(most);
    }

    /** Counts a write of an operator. */
    public void countWrite() {
        activity++;
    }

    /** Counts a call of an operator. */
    public void countCall(String call) {
        // an upgrade that Omni says no to is asked about again every ten minutes
        if (call.startsWith("Omni: ") && !call.startsWith("Omni: " + ManagementCalls.UPGRADE_CHECKS)) {
            calls++;
        }
    }

    /** Writes of operators so far, wherever to. */
    public long activity() {
        return activity;
    }

    /** Calls of operators to Omni so far, without events of watches. */
    public long calls() {
        return calls;
    }
}
