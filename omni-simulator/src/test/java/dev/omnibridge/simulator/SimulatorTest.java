package dev.omnibridge.simulator;

import dev.omnibridge.simulator.catalog.OmniVersion;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with a simulator of its own, within this JVM and in stepped time, and a client that speaks to it as its Admin. */
public abstract class SimulatorTest {

    protected final OmniSimulator simulator;
    protected final RawClient client;

    protected SimulatorTest() {
        this(OmniVersion.V1_10);
    }

    protected SimulatorTest(OmniVersion version) {
        simulator = OmniSimulator.builder()
                .version(version)
                .inProcess()
                .stepped(Instant.parse("2026-11-20T09:00:00Z"))
                .build();
        client = RawClient.of(simulator);
    }

    @BeforeEach
    public final void startSimulator() {
        simulator.start();
    }

    @AfterEach
    public final void stopSimulator() {
        client.close();
        simulator.close();
    }
}
