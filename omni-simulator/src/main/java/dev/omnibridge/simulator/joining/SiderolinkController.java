package dev.omnibridge.simulator.joining;

import dev.omnibridge.omni.proto.specs.ConnectionParamsSpec;
import dev.omnibridge.omni.proto.specs.SiderolinkAPIConfigSpec;
import dev.omnibridge.simulator.kind.JoiningKinds;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/** Says how machines find this Omni by the default token; the work of two controllers of Omni. */
final class SiderolinkController implements Controller {

    private static final List<Input<?>> INPUTS =
            List.of(Input.all(JoiningKinds.DEFAULT_JOIN_TOKENS, JoiningKinds.SIDEROLINK));

    private final Store store;

    SiderolinkController(Store store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "ConnectionParamsController";
    }

    @Override
    public List<Input<?>> inputs() {
        return INPUTS;
    }

    @Override
    public Requeue reconcile(String key) {
        store.modify(
                "SiderolinkAPIConfigController",
                JoiningKinds.SIDEROLINK_API_CONFIGS,
                key,
                output -> output.withSpec(SiderolinkAPIConfigSpec.newBuilder()
                        .setMachineApiAdvertisedUrl(JoinOptions.MACHINE_API)
                        .setWireguardAdvertisedEndpoint(JoinOptions.WIREGUARD)
                        .setEventsPort(JoinOptions.EVENTS_PORT)
                        .setLogsPort(JoinOptions.LOGS_PORT)
                        .build()));
        JoinTokens.defaultToken(store)
                .ifPresent(token -> store.modify(
                        name(), JoiningKinds.CONNECTION_PARAMS, key, output -> output.withSpec(params(token))));
        return Requeue.onEvent();
    }

    private static ConnectionParamsSpec params(String token) {
        return ConnectionParamsSpec.newBuilder()
                .setArgs(String.join(" ", new JoinOptions(token, false).kernelArgs()))
                .setApiEndpoint(JoinOptions.MACHINE_API)
                .setWireguardEndpoint(JoinOptions.WIREGUARD)
                .setJoinToken(token)
                .setEventsPort(JoinOptions.EVENTS_PORT)
                .setLogsPort(JoinOptions.LOGS_PORT)
                .build();
    }
}
