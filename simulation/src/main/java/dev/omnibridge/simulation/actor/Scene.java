package dev.omnibridge.simulation.actor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatus;
import dev.omnibridge.simulation.History;
import dev.omnibridge.simulation.kubernetes.ApiServer;
import dev.omnibridge.simulation.kubernetes.Key;
import dev.omnibridge.simulation.kubernetes.KnownRecords;
import dev.omnibridge.simulation.kubernetes.SecretShelf;
import dev.omnibridge.simulation.kubernetes.SecretShelf.Stored;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Everything there is: Omni, the API server, the operator's processes, and what is about to go wrong. */
public final class Scene {

    private static final String NAME = "operator-";
    private static final Pattern CONNECTION_TOKEN = Pattern.compile("(instance|account):[^\\s,;]+");

    private final long seed;
    private final OmniWorld omni;
    private final ApiServer server;
    private final SecretShelf secrets = new SecretShelf();
    private final KnownRecords records = new KnownRecords();
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
    private Optional<ManagementBackup> managementBackup = Optional.empty();
    private int managementRestores;
    private long activity;
    private long calls;

    /** A scene at its beginning: an Omni with free machines, a connection to it, no operator yet. */
    public Scene(History history, Seams seams, Stage stage, Supplier<Random> chance) {
        this.omni = new OmniWorld(Credentials.BEGIN, history.machines(), history.seed());
        this.server = new ApiServer(omni.time(), history.seed() % 4 == 0);
        this.seed = history.seed();
        this.chance = chance;
        this.surroundings = new OperatorProcess.Surroundings(omni, server, secrets, records, apiFaults, stage, seams);
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

    /** What the management cluster remembers of who worked in Omni. */
    public KnownRecords records() {
        return records;
    }

    /** A management cluster at a moment. */
    private record ManagementBackup(ApiServer.Backup server, Map<String, Stored> secrets, List<String> records) {}

    /** Takes a backup of the management cluster. */
    void backUpManagement() {
        managementBackup = Optional.of(new ManagementBackup(server.backUp(), secrets.backUp(), records.backUp()));
    }

    /** Puts the backup of the management cluster back; false if there is none. */
    boolean restoreManagement() {
        managementBackup.ifPresent(backup -> {
            server.restore(backup.server);
            secrets.restore(backup.secrets);
            records.restore(backup.records);
            managementRestores++;
        });
        return managementBackup.isPresent();
    }

    /** The management cluster is gone with all that was in it, and a new one stands there. */
    void loseManagement() {
        server.lose();
        secrets.restore(Map.of());
        records.restore(List.of());
        managementBackup = Optional.empty();
        managementRestores++;
    }

    /** How often the management cluster went back in time or was lost, and with it what only it remembers. */
    public int managementRestores() {
        return managementRestores;
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

    /** The token by which the connection asks whether this installation, or this account, is the one; empty if it does not ask. */
    public Optional<String> connectionToken() {
        return server.connection(OperatorProcess.CONNECTION)
                .map(OmniConnection::getStatus)
                .map(OmniConnectionStatus::conditions)
                .flatMap(conditions -> conditions.stream()
                        .map(condition -> CONNECTION_TOKEN.matcher(condition.message()))
                        .filter(Matcher::find)
                        .map(Matcher::group)
                        .findFirst());
    }

    /** People look at the connection, and say yes if it asks. */
    public void approveConnection() {
        connectionToken().ifPresent(token -> Users.approve(this, Users.CONNECTION, token));
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
        if ((call.startsWith("Omni: ") || call.startsWith(Stage.RECORD))
                && !call.startsWith("Omni: " + ManagementCalls.UPGRADE_CHECKS)) {
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
