package dev.omnibridge.simulator;

import dev.omnibridge.simulator.access.Role;
import dev.omnibridge.simulator.catalog.SelfDescription;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import dev.omnibridge.simulator.proxy.Certificates;
import dev.omnibridge.simulator.server.GrpcEndpoint;
import dev.omnibridge.simulator.world.SimulatedTime;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How a simulator was asked to be.
 *
 * @param self account and version
 * @param place where it serves
 * @param time time of controllers, machines and resources
 * @param speeds how long virtual machines take, in that time
 * @param seed of all ids that are made up
 * @param clock time of signatures and tokens, which have to fit their users' clocks
 * @param serviceAccount name of the first service account
 * @param role role of it
 * @param readLag by how much cached reads lag, in simulated time
 * @param latency how long after an event controllers look at what it concerns, in simulated time
 * @param certificates of the Kubernetes proxy, and of the place where it uses TLS
 * @param validates whether the rules of each kind are checked
 */
record SimulatorSettings(
        SelfDescription self,
        GrpcEndpoint.Place place,
        SimulatedTime time,
        MachineSpeeds speeds,
        long seed,
        InstantSource clock,
        String serviceAccount,
        Role role,
        Duration readLag,
        Duration latency,
        Certificates certificates,
        boolean validates) {}
