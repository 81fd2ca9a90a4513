package dev.omnibridge.simulator.joining;

import com.google.protobuf.Timestamp;
import dev.omnibridge.omni.proto.specs.JoinTokenSpec;
import dev.omnibridge.omni.proto.specs.JoinTokenStatusSpec;
import dev.omnibridge.omni.proto.specs.JoinTokenStatusSpec.State;
import dev.omnibridge.omni.proto.specs.JoinTokenStatusSpec.Warning;
import dev.omnibridge.omni.proto.specs.JoinTokenUsageSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.controller.Pace;
import dev.omnibridge.simulator.controller.Transform;
import dev.omnibridge.simulator.kind.JoiningKinds;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says of each token whether it is of use, and which machines could not come back if it were revoked. A status names all of those, so
 * that this controller looks at a token ten times a second at most: else thousands of machines that join would each have it written.
 */
final class JoinTokenStatusController extends Transform<JoinTokenSpec, JoinTokenStatusSpec> {

    private static final String ACTIVE = OmniKeys.PREFIX + "active-join-token";

    private final Pace pace = new Pace(Duration.ofMillis(100));

    JoinTokenStatusController(Store store) {
        super(
                store,
                "JoinTokenStatusController",
                JoiningKinds.JOIN_TOKENS,
                JoiningKinds.JOIN_TOKEN_STATUSES,
                List.of(
                        Input.byKey(
                                JoiningKinds.JOIN_TOKEN_USAGES,
                                usage -> Optional.of(usage.spec().getTokenId())),
                        new Input<>(JoiningKinds.DEFAULT_JOIN_TOKENS, choice -> all(store)),
                        Input.byKey(
                                JoiningKinds.NODE_UNIQUE_TOKEN_STATUSES,
                                status -> store.get(JoiningKinds.JOIN_TOKEN_USAGES, status.id())
                                        .map(usage -> usage.spec().getTokenId()))));
    }

    @Override
    protected Requeue transform(Resource<JoinTokenSpec> token) {
        Instant now = store.now();
        Duration left = pace.untilLook(token.id(), now);
        if (left.isPositive()) {
            return Requeue.after(left);
        }
        Optional<Instant> expiration = Optional.of(token.spec())
                .filter(JoinTokenSpec::hasExpirationTime)
                .map(spec -> instant(spec.getExpirationTime()));
        State state =
                state(token.spec(), expiration.filter(end -> !end.isAfter(now)).isPresent());
        JoinTokenStatusSpec status = status(token, state);
        write(
                token.id(),
                output -> Outputs.withLabels(output, state == State.ACTIVE ? Map.of(ACTIVE, "") : Map.of())
                        .withSpec(status));
        return expiration
                .filter(end -> end.isAfter(now))
                .map(end -> Requeue.after(Duration.between(now, end)))
                .orElse(Requeue.onEvent());
    }

    private JoinTokenStatusSpec status(Resource<JoinTokenSpec> token, State state) {
        JoinTokenStatusSpec.Builder status = JoinTokenStatusSpec.newBuilder()
                .setState(state)
                .setName(token.spec().getName())
                .setIsDefault(JoinTokens.defaultToken(store)
                        .filter(token.id()::equals)
                        .isPresent());
        if (token.spec().hasExpirationTime()) {
            status.setExpirationTime(token.spec().getExpirationTime());
        }
        for (Resource<JoinTokenUsageSpec> usage : store.list(JoiningKinds.JOIN_TOKEN_USAGES)) {
            if (usage.spec().getTokenId().equals(token.id())) {
                status.setUseCount(status.getUseCount() + 1);
                warning(usage.id())
                        .ifPresent(text -> status.addWarnings(
                                Warning.newBuilder().setMachine(usage.id()).setMessage(text)));
            }
        }
        return status.build();
    }

    private static State state(JoinTokenSpec token, boolean hasExpired) {
        return token.getRevoked() ? State.REVOKED : hasExpired ? State.EXPIRED : State.ACTIVE;
    }

    private Optional<String> warning(String machine) {
        return store.get(JoiningKinds.NODE_UNIQUE_TOKEN_STATUSES, machine)
                .map(status -> switch (status.spec().getState()) {
                    case PERSISTENT -> Optional.<String>empty();
                    case EPHEMERAL ->
                        Optional.of("Talos is not installed so the generated node unique token is ephemeral");
                    case UNSUPPORTED -> Optional.of("Installed Talos version does not support unique node tokens");
                    case UNKNOWN -> Optional.of("The machine node unique token status is not determined");
                    case NONE, UNRECOGNIZED -> Optional.of("Does not have the node unique token");
                })
                .orElse(Optional.of("Does not have the node unique token"));
    }

    private static Collection<String> all(Store store) {
        return store.list(JoiningKinds.JOIN_TOKENS).stream().map(Resource::id).toList();
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
