package dev.omnibridge.operator.omni;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.Incarnation;
import dev.omnibridge.operator.reason.Reason;
import dev.omnibridge.simulator.log.RecordedWrite;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What processes of one instance name do with the record in Omni. */
class IncarnationKeeperTest {

    private final Installations world = new Installations();

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    @DisplayName(
            "R33: what does not write leaves no record; the first write of a process does, and the next ones cost nothing")
    void oneWriteForEachProcess() {
        Installations.Process process = world.new Process("a", Set.of());
        assertThat(world.omni.writeLog().writes()).isEmpty();

        process.writes();
        process.writes();

        assertThat(world.omni.writeLog().writes()).hasSize(1);
        assertThat(world.record().annotations()).containsValue("a since " + world.time.now());
    }

    @Test
    @DisplayName("a restart, and a leader that follows another, are the same cluster: no conflict on either side")
    void restart() {
        Installations.Process before = world.new Process("a", Set.of());
        before.writes();
        Installations.Process after = world.new Process("a", before.memory);

        after.writes();
        before.writes();
        after.writes();

        assertThat(world.omni.writeLog().writes()).hasSize(2).allMatch(RecordedWrite::succeeded);
        assertThat(before.keeper.conflict()).isEmpty();
        assertThat(after.keeper.conflict()).isEmpty();
    }

    @Test
    @DisplayName(
            "R55: of a cluster and its clone both notice with the first write of either, and neither removes anything")
    void aClone() {
        Installations.Process original = world.new Process("original", Set.of());
        original.writes();
        Installations.Process clone = world.new Process("clone", Set.copyOf(original.memory));

        clone.begins(false);
        clone.refuses(true);

        original.refuses(false);
        assertThat(world.record().annotations()).containsKey("omnibridge.dev/incarnation-contested");
        assertThat(original.finding().message()).contains("prod", "clone since", "both have stopped");
        assertThat(world.omni.writeLog().writes()).hasSize(3);
    }

    @Test
    @DisplayName("R55: also where the original is at rest since its restart, and where its clone is")
    void cloneOfOneAtRest() {
        Installations.Process before = world.new Process("original", Set.of());
        before.writes();
        Installations.Process original = world.new Process("original", before.memory);
        Installations.Process clone = world.new Process("clone", Set.copyOf(before.memory));
        world.all.remove(before);

        original.begins(false);

        clone.refuses(false);
        original.refuses(true);
    }

    @Test
    @DisplayName(
            "R55: a second installation of the same name is refused from the start, and the first one is not disturbed")
    void secondInstallation() {
        Installations.Process first = world.new Process("first", Set.of());
        first.writes();
        Installations.Process second = world.new Process("second", Set.of());

        second.refuses(false);
        second.refuses(true);

        first.writes();
        assertThat(second.finding().reason()).isEqualTo(Reason.INSTANCE_CONFLICT);
        assertThat(world.omni.writeLog().writes()).hasSize(1);
    }

    @Test
    @DisplayName(
            "approved, one of the two goes on alone; a restart of the other does not end that, and the approval stands for nothing later")
    void approved() {
        Installations.Process original = world.new Process("original", Set.of());
        original.writes();
        Installations.Process clone = world.new Process("clone", Set.copyOf(original.memory));
        clone.begins(false);
        String token = Installations.token(original);

        original.keeper.approve(Set.of("something", token));
        world.showToAll();

        original.writes();
        clone.refuses(false);
        Installations.Process again = world.new Process("clone", clone.memory);
        again.refuses(false);
        original.writes();

        clone.keeper.approve(Set.of(Installations.token(clone)));
        world.showToAll();
        original.refuses(false);
        original.refuses(true);
    }

    @Test
    @DisplayName("a process that stands by follows the records of its leader, and takes over with its own first write")
    void takeOver() {
        Installations.Process leader = world.new Process("leader", Set.of());
        leader.writes();
        Installations.Process next = world.new Process("next", leader.memory);
        next.leads = false;
        Installations.Process restarted = world.new Process("leader again", leader.memory);
        restarted.writes();
        assertThat(next.keeper.conflict()).isEmpty();
        next.refuses(false);
        assertThat(world.omni.writeLog().writes()).hasSize(2);

        next.leads = true;
        next.keeper.approve(Set.of());
        next.writes();

        assertThat(world.omni.writeLog().writes()).hasSize(3).allMatch(RecordedWrite::succeeded);
        assertThat(List.of(leader, restarted, next))
                .allMatch(process -> process.keeper.conflict().isEmpty());
        assertThat(world.record().annotations()).containsValue("next since " + world.time.now());
    }

    @Test
    @DisplayName("R42: a process that does not lead any more changes no record, whatever it held")
    void deposed() {
        Installations.Process old = world.new Process("old", Set.of());
        old.writes();
        old.leads = false;

        old.refuses(true);

        assertThat(world.omni.writeLog().writes()).hasSize(1);
    }

    @Test
    @DisplayName("R55: a clone is contested by the one that leads, and where that is gone by the next one that does")
    void aCloneMeetsAStandby() {
        Installations.Process leader = world.new Process("leader", Set.of());
        leader.writes();
        Installations.Process standby = world.new Process("standby", leader.memory);
        standby.leads = false;
        Installations.Process clone = world.new Process("clone", Set.copyOf(leader.memory));
        world.all.remove(leader);

        clone.begins(false);
        assertThat(world.record().annotations()).doesNotContainKey("omnibridge.dev/incarnation-contested");
        assertThat(standby.finding().message()).contains("clone since");
        standby.keeper.approve(Set.of(Installations.token(standby)));
        world.showToAll();
        assertThat(world.omni.writeLog().writes()).hasSize(2);

        standby.keeper.approve(Set.of());
        standby.leads = true;
        standby.keeper.approve(Set.of());
        world.showToAll();

        assertThat(world.record().annotations()).containsKey("omnibridge.dev/incarnation-contested");
        clone.refuses(false);
        standby.refuses(true);
    }

    @Test
    @DisplayName("a record that somebody removed is written again with the next write")
    void lost() {
        Installations.Process process = world.new Process("a", Set.of());
        process.writes();
        world.omni.store().teardown("", ResourceTypes.MACHINE_LABELS, Installations.RECORD);
        world.omni.store().destroy("", ResourceTypes.MACHINE_LABELS, Installations.RECORD);
        world.showToAll();

        process.writes();

        assertThat(world.record().annotation(Incarnation.LABEL)).isPresent();
    }
}
