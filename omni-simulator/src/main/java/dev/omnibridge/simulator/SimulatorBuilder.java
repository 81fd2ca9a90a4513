package dev.omnibridge.simulator;

import dev.omnibridge.simulator.access.Role;
import dev.omnibridge.simulator.catalog.OmniVersion;
import dev.omnibridge.simulator.catalog.SelfDescription;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import dev.omnibridge.simulator.proxy.Certificates;
import dev.omnibridge.simulator.server.GrpcEndpoint.Place;
import dev.omnibridge.simulator.world.SimulatedTime;
import io.grpc.TlsServerCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Settings of a new simulator. Without any: Omni 1.10 in real time on a free port, one Admin account, rules checked, reads without lag. */
public final class SimulatorBuilder {

    private OmniVersion version = OmniVersion.V1_10;
    private String account = "5b2f6d0c-3d0f-4d0e-9f57-0d8f1c2b7a11";
    private String accountName = "omni-simulator";
    private Function<InstantSource, SimulatedTime> time = SimulatedTime::real;
    private MachineSpeeds speeds = MachineSpeeds.seconds();
    private long seed = 1;
    private InstantSource clock = InstantSource.system();
    private String serviceAccount = "omnibridge";
    private Role role = Role.ADMIN;
    private Duration readLag = Duration.ZERO;
    private Duration latency = Duration.ZERO;
    private boolean validates = true;
    private boolean isInProcess;
    private boolean hasTls;
    private int port;

    SimulatorBuilder() {}

    /** Generation of Omni; 1.10 by default. */
    public SimulatorBuilder version(OmniVersion omniVersion) {
        version = omniVersion;
        return this;
    }

    /** Account id (a UUID in a real Omni) and name. */
    public SimulatorBuilder account(String id, String name) {
        account = id;
        accountName = name;
        return this;
    }

    /** Lets controllers and machines live so many times as fast as the clock. */
    public SimulatorBuilder accelerated(double factor) {
        time = source -> SimulatedTime.accelerated(source, factor);
        return this;
    }

    /** Lets controllers and machines move only when the world is advanced; their time begins here. */
    public SimulatorBuilder stepped(Instant start) {
        time = source -> SimulatedTime.stepped(start);
        return this;
    }

    /** How long virtual machines take to install, boot and so on; some seconds each by default. */
    public SimulatorBuilder machineSpeeds(MachineSpeeds machineSpeeds) {
        speeds = machineSpeeds;
        return this;
    }

    /** Seed of all ids that are made up: equal seeds and equal calls in stepped time give equal worlds; 1 by default. */
    public SimulatorBuilder seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /** Clock of signatures and tokens, and the base of real and accelerated time; the system's by default. */
    public SimulatorBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /** Name and role of the first service account; {@code omnibridge} as Admin by default. */
    public SimulatorBuilder serviceAccount(String name, Role itsRole) {
        serviceAccount = name;
        role = itsRole;
        return this;
    }

    /** Lets Get, List and the checks before a write see the state of so long ago, in simulated time. */
    public SimulatorBuilder readLag(Duration lag) {
        readLag = lag;
        return this;
    }

    /**
     * How long after an event controllers look at what it concerns, in simulated time; none by default. A real Omni takes some 10 ms, in which
     * more events join one look.
     */
    public SimulatorBuilder latency(Duration ofControllers) {
        latency = ofControllers;
        return this;
    }

    /** Switches the rules of the kinds off, for tests with content Omni would refuse; the limits of envelopes stay. */
    public SimulatorBuilder withoutValidation() {
        validates = false;
        return this;
    }

    /** Serves on this port of loopback, plaintext; 0, the default, takes a free one. */
    public SimulatorBuilder port(int number) {
        port = number;
        return this;
    }

    /** Serves within this JVM only, under a name of its own. */
    public SimulatorBuilder inProcess() {
        isInProcess = true;
        return this;
    }

    /** Serves the port by TLS, with a certificate for localhost by {@link OmniSimulator#caPem}. */
    public SimulatorBuilder tls() {
        hasTls = true;
        return this;
    }

    /** Makes the simulator; {@link OmniSimulator#start} opens it. */
    public OmniSimulator build() {
        Certificates certificates = Certificates.generate(clock.instant());
        return new OmniSimulator(new SimulatorSettings(
                new SelfDescription(account, accountName, version),
                place(certificates),
                time.apply(clock),
                speeds,
                seed,
                clock,
                serviceAccount,
                role,
                readLag,
                latency,
                certificates,
                validates));
    }

    private Place place(Certificates certificates) {
        if (isInProcess) {
            return new Place.InProcess("omni-" + UUID.randomUUID());
        }
        try {
            return new Place.Port(
                    port,
                    hasTls
                            ? Optional.of(TlsServerCredentials.create(certificates.chainPem(), certificates.keyPem()))
                            : Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
