package dev.omnibridge.operator.omni;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.operator.reason.Reason;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nothing is written while it is not certain whose the record is. */
class IncarnationDoubtTest {

    private final Installations world = new Installations();

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    @DisplayName("R55: what the mirror shows holds a write also before anybody has come to judge it")
    void aRecordThatIsNotJudgedYet() {
        Installations.Process original = world.new Process("original", Set.of());
        original.writes();
        Installations.Process clone = world.new Process("clone", Set.copyOf(original.memory));
        world.judgesLate = true;

        clone.begins(false);

        original.refuses(false);
        assertThat(world.judgements).isNotEmpty();
    }

    @Test
    @DisplayName("R55: what an older record says ends no doubt about a newer one")
    void anOlderRecordIsJudgedLate() {
        Installations.Process original = world.new Process("original", Set.of());
        world.judgesLate = true;
        original.writes();
        Installations.Process clone = world.new Process("clone", Set.copyOf(original.memory));
        clone.begins(false);

        world.judgements.remove().run();

        original.refuses(false);
    }

    @Test
    @DisplayName("R55: a record that could not be judged, because the own cluster did not answer, stays in doubt")
    void aJudgementThatFails() {
        Installations.Process original = world.new Process("original", Set.of());
        original.writes();
        original.isAway = true;
        world.takeElsewhere();

        world.showToAll();

        original.refuses(false);
        original.isAway = false;
        original.refuses(false);
        assertThat(original.finding().reason()).isEqualTo(Reason.INSTANCE_CONFLICT);
    }

    @Test
    void aManagementClusterThatDoesNotAnswerLetsNothingBeWritten() {
        Installations.Process process = world.new Process("a", Set.of());
        process.isAway = true;

        process.refuses(false);
        assertThat(process.keeper.conflict()).isEmpty();
        process.isAway = false;
        process.writes();
    }
}
