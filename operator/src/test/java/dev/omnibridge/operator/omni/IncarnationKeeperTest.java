package dev.omnibridge.operator.omni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.omnibridge.omni.OmniClient;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.transport.OmniEndpoint;
import dev.omnibridge.omni.transport.TlsTrust;
import dev.omnibridge.operator.claim.Incarnation;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.operator.reconcile.IncarnationMemory;
import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.log.RecordedWrite;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Management clusters of one instance name that meet in one account, over a simulator whose controllers stand still. */
class IncarnationKeeperTest {

    private static final String RECORD = Incarnation.recordId("prod");

    private final OmniSimulator omni = OmniSimulator.builder()
            .stepped(Instant.parse("2026-11-20T10:00:00Z"))
            .build()
            .start();
    private final VirtualTime time = new VirtualTime();
    private final Clock clock = Clock.systemUTC();
    private final OmniClient client = OmniClient.connect(
            OmniEndpoint.parse(omni.endpoint()),
            TlsTrust.system(),
            ServiceAccountKey.decode(omni.serviceAccountKey()),
            clock,
            "omnibridge-test");
    private final List<Process> all = new ArrayList<>();
    private final Deque<Runnable> judgements = new ArrayDeque<>();
    private boolean judgesLate;

    @AfterEach
    void end() {
        client.close();
        omni.close();
    }

    @Test
    @DisplayName(
            "R33: what does not write leaves no record; the first write of a process does, and the next ones cost nothing")
    void oneWriteForEachProcess() {
        Process process = new Process("a", Set.of());
        assertThat(omni.writeLog().writes()).isEmpty();

        process.writes();
        process.writes();

        assertThat(omni.writeLog().writes()).hasSize(1);
        assertThat(record().annotations()).containsValue("a since " + time.now());
    }

    @Test
    @DisplayName("a restart, and a leader that follows another, are the same cluster: no conflict on either side")
    void restart() {
        Process before = new Process("a", Set.of());
        before.writes();
        Process after = new Process("a", before.memory);

        after.writes();
        before.writes();
        after.writes();

        assertThat(omni.writeLog().writes()).hasSize(2).allMatch(RecordedWrite::succeeded);
        assertThat(before.keeper.conflict()).isEmpty();
        assertThat(after.keeper.conflict()).isEmpty();
    }

    @Test
    @DisplayName(
            "R55: of a cluster and its clone both notice with the first write of either, and neither removes anything")
    void aClone() {
        Process original = new Process("original", Set.of());
        original.writes();
        Process clone = new Process("clone", Set.copyOf(original.memory));

        clone.begins(false);
        clone.refuses(true);

        original.refuses(false);
        assertThat(record().annotations()).containsKey("omnibridge.dev/incarnation-contested");
        assertThat(original.finding().message()).contains("prod", "clone since", "both have stopped");
        assertThat(omni.writeLog().writes()).hasSize(3);
    }

    @Test
    @DisplayName("R55: what the mirror shows holds a write also before anybody has come to judge it")
    void aRecordThatIsNotJudgedYet() {
        Process original = new Process("original", Set.of());
        original.writes();
        Process clone = new Process("clone", Set.copyOf(original.memory));
        judgesLate = true;

        clone.begins(false);

        original.refuses(false);
        assertThat(judgements).isNotEmpty();
    }

    @Test
    @DisplayName("R55: also where the original is at rest since its restart, and where its clone is")
    void cloneOfOneAtRest() {
        Process before = new Process("original", Set.of());
        before.writes();
        Process original = new Process("original", before.memory);
        Process clone = new Process("clone", Set.copyOf(before.memory));
        all.remove(before);

        original.begins(false);

        clone.refuses(false);
        original.refuses(true);
    }

    @Test
    @DisplayName(
            "R55: a second installation of the same name is refused from the start, and the first one is not disturbed")
    void secondInstallation() {
        Process first = new Process("first", Set.of());
        first.writes();
        Process second = new Process("second", Set.of());

        second.refuses(false);
        second.refuses(true);

        first.writes();
        assertThat(second.finding().reason()).isEqualTo(Reason.INSTANCE_CONFLICT);
        assertThat(omni.writeLog().writes()).hasSize(1);
    }

    @Test
    @DisplayName(
            "approved, one of the two goes on alone; a restart of the other does not end that, and the approval stands for nothing later")
    void approved() {
        Process original = new Process("original", Set.of());
        original.writes();
        Process clone = new Process("clone", Set.copyOf(original.memory));
        clone.begins(false);
        String token = token(original);

        original.keeper.approve(Set.of("something", token));
        showToAll();

        original.writes();
        clone.refuses(false);
        Process again = new Process("clone", clone.memory);
        again.refuses(false);
        original.writes();

        clone.keeper.approve(Set.of(token(clone)));
        showToAll();
        original.refuses(false);
        original.refuses(true);
    }

    @Test
    @DisplayName("a process that stands by follows the records of its leader, and takes over with its own first write")
    void takeOver() {
        Process leader = new Process("leader", Set.of());
        leader.writes();
        Process next = new Process("next", leader.memory);
        next.leads = false;
        Process restarted = new Process("leader again", leader.memory);
        restarted.writes();
        assertThat(next.keeper.conflict()).isEmpty();
        next.refuses(false);
        assertThat(omni.writeLog().writes()).hasSize(2);

        next.leads = true;
        next.keeper.approve(Set.of());
        next.writes();

        assertThat(omni.writeLog().writes()).hasSize(3).allMatch(RecordedWrite::succeeded);
        assertThat(List.of(leader, restarted, next))
                .allMatch(process -> process.keeper.conflict().isEmpty());
        assertThat(record().annotations()).containsValue("next since " + time.now());
    }

    @Test
    @DisplayName("R42: a process that does not lead any more changes no record, whatever it held")
    void deposed() {
        Process old = new Process("old", Set.of());
        old.writes();
        old.leads = false;

        old.refuses(true);

        assertThat(omni.writeLog().writes()).hasSize(1);
    }

    @Test
    @DisplayName("R55: a clone is contested by the one that leads, and where that is gone by the next one that does")
    void aCloneMeetsAStandby() {
        Process leader = new Process("leader", Set.of());
        leader.writes();
        Process standby = new Process("standby", leader.memory);
        standby.leads = false;
        Process clone = new Process("clone", Set.copyOf(leader.memory));
        all.remove(leader);

        clone.begins(false);
        assertThat(record().annotations()).doesNotContainKey("omnibridge.dev/incarnation-contested");
        assertThat(standby.finding().message()).contains("clone since");
        standby.keeper.approve(Set.of(token(standby)));
        showToAll();
        assertThat(omni.writeLog().writes()).hasSize(2);

        standby.keeper.approve(Set.of());
        standby.leads = true;
        standby.keeper.approve(Set.of());
        showToAll();

        assertThat(record().annotations()).containsKey("omnibridge.dev/incarnation-contested");
        clone.refuses(false);
        standby.refuses(true);
    }

    @Test
    @DisplayName("a record that somebody removed is written again with the next write")
    void lost() {
        Process process = new Process("a", Set.of());
        process.writes();
        omni.store().teardown("", ResourceTypes.MACHINE_LABELS, RECORD);
        omni.store().destroy("", ResourceTypes.MACHINE_LABELS, RECORD);
        showToAll();

        process.writes();

        assertThat(record().annotation(Incarnation.LABEL)).isPresent();
    }

    @Test
    void aManagementClusterThatDoesNotAnswerLetsNothingBeWritten() {
        Process process = new Process("a", Set.of());
        process.isAway = true;

        process.refuses(false);
        assertThat(process.keeper.conflict()).isEmpty();
        process.isAway = false;
        process.writes();
    }

    private Resource<MachineLabelsSpec> record() {
        return omni.store().require(ResourceTypes.MACHINE_LABELS, RECORD);
    }

    private static String token(Process process) {
        String message = process.finding().message();
        int at = message.indexOf("instance:");
        return message.substring(at, message.indexOf(' ', at));
    }

    /** The watches tell all processes what the record says. */
    private void showToAll() {
        for (int round = 0; round < 3; round++) {
            List.copyOf(all)
                    .forEach(process -> process.keeper.shows(omni.store().get(ResourceTypes.MACHINE_LABELS, RECORD)));
        }
    }

    /** One process of an operator, with what its management cluster remembers. */
    private final class Process implements IncarnationMemory {

        private final Set<String> memory;
        private final IncarnationKeeper keeper;
        private boolean isAway;
        private boolean leads = true;

        Process(String name, Set<String> memory) {
            this.memory = memory.isEmpty() || !(memory instanceof LinkedHashSet<String>)
                    ? new LinkedHashSet<>(memory)
                    : memory;
            keeper = new IncarnationKeeper(
                    "default",
                    client.state(),
                    new Incarnations("prod", name, () -> UUID.randomUUID().toString(), this, () -> leads),
                    new ConnectionTools(
                            (_, _) -> {
                                throw new AssertionError("no client is made here");
                            },
                            time,
                            task -> {
                                if (judgesLate) {
                                    judgements.add(task);
                                } else {
                                    task.run();
                                }
                            },
                            new ChangeRouter(time),
                            clock),
                    new IncarnationKeeper.Listener() {
                        @Override
                        public void stored(Resource<?> record) {}

                        @Override
                        public void news() {}
                    });
            all.add(this);
            showToAll();
        }

        @Override
        public Set<String> known() {
            requireAnswer();
            return memory;
        }

        @Override
        public void remember(String id) {
            requireAnswer();
            memory.add(id);
        }

        private void requireAnswer() {
            if (isAway) {
                throw new Unanswered("away", new IllegalStateException());
            }
        }

        /** A write begins, and the watches tell of it. */
        void begins(boolean removes) {
            keeper.require(removes);
            showToAll();
        }

        void writes() {
            assertThatCode(() -> begins(false)).doesNotThrowAnyException();
        }

        void refuses(boolean removes) {
            assertThatExceptionOfType(OmniException.Cancelled.class).isThrownBy(() -> keeper.require(removes));
            showToAll();
        }

        Finding finding() {
            return keeper.conflict().orElseThrow();
        }
    }
}
