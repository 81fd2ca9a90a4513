package dev.omnibridge.omni.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.state.OmniException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens in which order, once everything has been told the mirror shows exactly what Omni stores. */
class MirrorPropertyTest {

    private static final int RUNS = 400;
    private static final int STEPS = 120;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aMirrorEndsEqualToTheStore(long seed) {
        for (int run = 0; run < RUNS; run++) {
            new Story(new Random(seed * 1_000_003 + run)).play();
        }
    }

    /** One random story: writes by others and by ourselves, answers that come late, watches that lag and break, restores. */
    private static final class Story {

        private final Random random;
        private final FakeOmni omni = new FakeOmni();
        private final VirtualTime time = new VirtualTime();
        private final Told told = new Told();
        private final OmniMirror mirror = new OmniMirror(omni, List.of(MirroredKind.of(FakeOmni.TYPE)), told, time);
        private final List<Resource<MachineLabelsSpec>> answers = new ArrayList<>();
        private final List<String> log = new ArrayList<>();
        private Map<String, Resource<MachineLabelsSpec>> backup = Map.of();

        Story(Random random) {
            this.random = random;
        }

        void play() {
            mirror.start();
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            answers.forEach(mirror::accept);
            // Long enough for a broken watch to come back, and for checks of own writes that no watch told.
            omni.pump();
            time.pass(Duration.ofMinutes(2));
            omni.pump();
            time.pass(Duration.ofMinutes(2));
            assertThat(shown()).as(() -> String.join("\n", log)).isEqualTo(omni.stored());
            assertThat(told.shown).as("what the listener was told adds up").isEqualTo(omni.stored());
            assertThat(mirror.snapshot().live()).isTrue();
        }

        private void step() {
            String id = "m" + random.nextInt(4);
            int dice = random.nextInt(100);
            if (dice < 20) {
                log.add("put " + omni.put(id, "" + random.nextInt()).metadata());
            } else if (dice < 32) {
                log.add("remove " + id);
                omni.remove(id);
            } else if (dice < 50) {
                Resource<MachineLabelsSpec> answer = omni.put(id, "own " + random.nextInt());
                log.add("own put " + answer.metadata());
                answers.add(answer);
            } else if (dice < 60) {
                acceptAnAnswer();
            } else if (dice < 64) {
                destroyByOurselves(id);
            } else if (dice < 90) {
                log.add("pump");
                omni.pump(1 + random.nextInt(4));
            } else if (dice < 94) {
                log.add("pass");
                time.pass(Duration.ofMillis(random.nextInt(20_000)));
            } else if (dice < 98) {
                log.add("break");
                omni.breakWatches(new OmniException.Unavailable("gone", null));
            } else if (dice < 99) {
                backup = omni.stored();
            } else {
                log.add("restore");
                // A restarting Omni answers nothing that it was asked before.
                answers.clear();
                omni.restore(backup);
            }
        }

        private void acceptAnAnswer() {
            if (!answers.isEmpty()) {
                Resource<MachineLabelsSpec> answer = answers.remove(random.nextInt(answers.size()));
                log.add("accept " + answer.metadata());
                mirror.accept(answer);
            }
        }

        private void destroyByOurselves(String id) {
            Optional<Resource<MachineLabelsSpec>> last =
                    Optional.ofNullable(omni.stored().get(id));
            omni.remove(id);
            log.add("own destroy " + id);
            last.ifPresent(mirror::acceptDestroyed);
        }

        private Map<String, Resource<MachineLabelsSpec>> shown() {
            Map<String, Resource<MachineLabelsSpec>> shown = new TreeMap<>();
            mirror.snapshot().kind(FakeOmni.TYPE).all().forEach(resource -> shown.put(resource.id(), resource));
            return shown;
        }
    }
}
