package dev.omnibridge.simulator.behaviour;

import static dev.omnibridge.omni.resource.ResourceTypes.LINKS;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_STATUSES;
import static dev.omnibridge.simulator.kind.JoiningKinds.CONNECTION_PARAMS;
import static dev.omnibridge.simulator.kind.JoiningKinds.DEFAULT_JOIN_TOKENS;
import static dev.omnibridge.simulator.kind.JoiningKinds.DEFAULT_TOKEN;
import static dev.omnibridge.simulator.kind.JoiningKinds.JOIN_TOKENS;
import static dev.omnibridge.simulator.kind.JoiningKinds.JOIN_TOKEN_STATUSES;
import static dev.omnibridge.simulator.kind.JoiningKinds.JOIN_TOKEN_USAGES;
import static dev.omnibridge.simulator.kind.JoiningKinds.LINK_STATUSES;
import static dev.omnibridge.simulator.kind.JoiningKinds.MACHINE_STATUS_LINKS;
import static dev.omnibridge.simulator.kind.JoiningKinds.NODE_UNIQUE_TOKEN_STATUSES;
import static dev.omnibridge.simulator.kind.JoiningKinds.SIDEROLINK;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.omnibridge.omni.proto.specs.JoinTokenStatusSpec.State;
import dev.omnibridge.omni.proto.specs.JoinTokenStatusSpec.Warning;
import dev.omnibridge.omni.proto.specs.NodeUniqueTokenStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.joining.JoinTokens;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a running Omni 1.10.4 was seen to keep of how machines joined. */
class JoiningTest {

    private static final String ACTIVE = OmniKeys.PREFIX + "active-join-token";

    private final Scene scene = new Scene(MachineSpeeds.emulator());
    private String machine = "";

    @BeforeEach
    void machinesJoin() {
        JoinTokens.publish(scene.store, "account");
        machine = scene.join(2).getLast();
        scene.settle();
    }

    @Test
    @DisplayName("there is one token, which is the default one and was used by all machines")
    void initialToken() {
        Resource<?> token = scene.store.list(JOIN_TOKENS).getFirst();
        assertThat(token.id()).hasSize(43);
        assertThat(token.owner()).isEmpty();
        assertThat(token.version()).isEqualTo(2);
        assertThat(token.finalizers()).containsExactly("JoinTokenStatusController");
        assertThat(scene.spec(JOIN_TOKENS, token.id()).getName()).isEqualTo("initial token");

        Resource<?> choice = scene.store.require(DEFAULT_JOIN_TOKENS, DEFAULT_TOKEN);
        assertThat(choice.version()).isEqualTo(1);
        assertThat(choice.finalizers()).isEmpty();

        var status = scene.store.require(JOIN_TOKEN_STATUSES, token.id());
        assertThat(status.owner()).isEqualTo("JoinTokenStatusController");
        assertThat(status.labels()).containsOnlyKeys(ACTIVE);
        assertThat(status.spec().getState()).isEqualTo(State.ACTIVE);
        assertThat(status.spec().getIsDefault()).isTrue();
        assertThat(status.spec().getUseCount()).isEqualTo(2);
        assertThat(scene.spec(CONNECTION_PARAMS, SIDEROLINK).getArgs()).contains("?jointoken=" + token.id());
    }

    @Test
    @DisplayName(
            "a token that a machine got for itself lasts once Talos is installed, and until then the join token is missed")
    void tokenOfAMachine() {
        String token = scene.store.list(JOIN_TOKENS).getFirst().id();
        assertThat(scene.spec(NODE_UNIQUE_TOKEN_STATUSES, machine).getState())
                .isEqualTo(NodeUniqueTokenStatusSpec.State.EPHEMERAL);
        assertThat(scene.spec(JOIN_TOKEN_STATUSES, token).getWarningsList())
                .contains(Warning.newBuilder()
                        .setMachine(machine)
                        .setMessage("Talos is not installed so the generated node unique token is ephemeral")
                        .build());

        scene.readyCluster(machine, List.of());

        var status = scene.store.require(NODE_UNIQUE_TOKEN_STATUSES, machine);
        assertThat(status.owner()).isEqualTo("NodeUniqueTokenStatusController");
        assertThat(status.spec().getState()).isEqualTo(NodeUniqueTokenStatusSpec.State.PERSISTENT);
        assertThat(scene.spec(JOIN_TOKEN_STATUSES, token).getWarningsList())
                .extracting(Warning::getMachine)
                .doesNotContain(machine);
    }

    @Test
    @DisplayName("a token ends when it is revoked, and when its time is over")
    void endOfAToken() {
        String token = JoinTokens.create(
                scene.store,
                "short",
                Optional.of(Timestamp.newBuilder()
                        .setSeconds(
                                scene.world.now().plus(Duration.ofMinutes(5)).getEpochSecond())
                        .build()));
        scene.settle();
        assertThat(state(token)).isEqualTo(State.ACTIVE);

        scene.edit(
                JOIN_TOKENS,
                token,
                known ->
                        known.withSpec(known.spec().toBuilder().setRevoked(true).build()));
        scene.settle();
        assertThat(state(token)).isEqualTo(State.REVOKED);
        assertThat(scene.store.require(JOIN_TOKEN_STATUSES, token).labels()).isEmpty();

        scene.edit(
                JOIN_TOKENS,
                token,
                known -> known.withSpec(
                        known.spec().toBuilder().setRevoked(false).build()));
        scene.settle();
        assertThat(state(token)).isEqualTo(State.ACTIVE);

        scene.world.advance(Duration.ofMinutes(5));
        assertThat(state(token)).isEqualTo(State.EXPIRED);

        scene.tearDown(JOIN_TOKENS, token);
        scene.settle();
        assertThat(scene.store.get(JOIN_TOKENS, token)).isEmpty();
        assertThat(scene.store.get(JOIN_TOKEN_STATUSES, token)).isEmpty();
    }

    @Test
    @DisplayName(
            "a link has a peer, which a lost connection does not touch and which goes with it; so does the use of the token")
    void linkStatus() {
        String id = machine + "/" + LINKS.name();
        var peer = scene.store.require(LINK_STATUSES, id);
        assertThat(peer.owner()).isEqualTo("LinkStatusController[Links.omni.sidero.dev]");
        assertThat(peer.spec().getNodePublicKey())
                .isEqualTo(scene.spec(LINKS, machine).getNodePublicKey());
        assertThat(peer.spec().getLinkId()).isEqualTo(machine);
        assertThat(peer.annotations())
                .isEqualTo(scene.store.require(LINKS, machine).annotations());

        scene.machines.disconnectAtOnce(machine);
        scene.settle();
        assertThat(scene.store.require(LINK_STATUSES, id).version()).isEqualTo(1);

        scene.timeline.clear();
        scene.tearDown(LINKS, machine);
        scene.settle();
        assertThat(scene.store.get(LINK_STATUSES, id)).isEmpty();
        assertThat(scene.store.get(JOIN_TOKEN_USAGES, machine)).isEmpty();
        assertThat(scene.store.get(MACHINE_STATUS_LINKS, machine)).isEmpty();
        assertThat(scene.timeline.order("DEST LinkStatuses", "DEST MachineStatusLinks", "DEST Links " + machine))
                .containsExactly("DEST LinkStatuses", "DEST MachineStatusLinks", "DEST Links " + machine);
    }

    @Test
    @DisplayName("what people see of a machine at a glance follows its status and its labels")
    void machineAtAGlance() {
        scene.machines.disconnectAtOnce(machine);
        scene.settle();

        var status = scene.store.require(MACHINE_STATUSES, machine);
        var link = scene.store.require(MACHINE_STATUS_LINKS, machine);
        assertThat(link.spec().getMessageStatus()).isEqualTo(status.spec());
        assertThat(link.spec().getMessageStatus().getConnected()).isFalse();
        assertThat(link.labels()).isEqualTo(status.labels());
        assertThat(link.spec().getMachineCreatedAt())
                .isEqualTo(status.metadata().getCreated().getSeconds());
    }

    private State state(String token) {
        return scene.spec(JOIN_TOKEN_STATUSES, token).getState();
    }
}
