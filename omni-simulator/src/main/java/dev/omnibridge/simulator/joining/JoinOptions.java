package dev.omnibridge.simulator.joining;

import dev.omnibridge.simulator.machine.MachineIdentity;
import java.util.List;

/**
 * What a machine is told to find its Omni. Nothing of the simulator listens at these addresses: its machines join by commands.
 *
 * @param token by which it joins
 * @param tunnelled whether WireGuard goes through gRPC
 */
public record JoinOptions(String token, boolean tunnelled) {

    static final String MACHINE_API = "grpc://localhost:8090";
    static final String WIREGUARD = "localhost:50180";
    static final int EVENTS_PORT = 8091;
    static final int LOGS_PORT = 8092;

    private static final String HOST = "[" + MachineIdentity.SUBNET + "::1]";

    /** The arguments for the kernel of Talos. */
    public List<String> kernelArgs() {
        return List.of(
                "siderolink.api=" + apiUrl(),
                "talos.events.sink=" + HOST + ":" + EVENTS_PORT,
                "talos.logging.kernel=" + logsUrl());
    }

    /** The same as documents of a machine config. */
    public String config() {
        return """
                apiVersion: v1alpha1
                kind: SideroLinkConfig
                apiUrl: %s
                ---
                apiVersion: v1alpha1
                kind: EventSinkConfig
                endpoint: '%s:%d'
                ---
                apiVersion: v1alpha1
                kind: KmsgLogConfig
                name: omni-kmsg
                url: %s
                """.formatted(apiUrl(), HOST, EVENTS_PORT, logsUrl());
    }

    private String apiUrl() {
        return MACHINE_API + "?" + (tunnelled ? "grpc_tunnel=true&" : "") + "jointoken=" + token;
    }

    private static String logsUrl() {
        return "tcp://" + HOST + ":" + LOGS_PORT;
    }
}
