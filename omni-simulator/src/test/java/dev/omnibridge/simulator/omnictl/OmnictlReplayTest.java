package dev.omnibridge.simulator.omnictl;

import dev.omnibridge.simulator.OmniSimulator;
import dev.omnibridge.simulator.catalog.OmniVersion;
import dev.omnibridge.simulator.machine.MachineTemplate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The life of a cluster and all that is around it by omnictl, command by command; the machines are those the transcripts name. */
class OmnictlReplayTest {

    private static final double SPEED = 500;
    private static final int MACHINES = 6;

    private Optional<OmniSimulator> simulator = Optional.empty();
    private Optional<OmnictlChannel> channel = Optional.empty();

    @AfterEach
    void stop() {
        channel.ifPresent(OmnictlChannel::close);
        simulator.ifPresent(OmniSimulator::close);
    }

    @TestFactory
    List<DynamicTest> theOmnictlOfARelease() {
        return commands(OmniVersion.V1_10, "v1_10.calls", "grpc-go/1.83.0");
    }

    @TestFactory
    List<DynamicTest> theOmnictlOfMain() {
        return commands(OmniVersion.MAIN, "main.calls", "grpc-go/1.83.1");
    }

    private List<DynamicTest> commands(OmniVersion version, String file, String userAgent) {
        OmniSimulator omni = OmniSimulator.builder()
                .version(version)
                .port(0)
                .accelerated(SPEED)
                .build()
                .start();
        simulator = Optional.of(omni);
        omni.machines().addMany(MACHINES, MachineTemplate.of("1.13.8"));
        OmnictlChannel connection = new OmnictlChannel(omni, userAgent);
        channel = Optional.of(connection);
        Transcript transcript = Transcript.read(file);
        Replay replay = new Replay(connection, transcript);
        Outcomes outcomes = new Outcomes(omni);
        return transcript.commands().stream()
                .map(command -> DynamicTest.dynamicTest(
                        "omnictl " + command.line(), () -> outcomes.check(command, replay.run(command))))
                .toList();
    }
}
