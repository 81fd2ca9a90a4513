package dev.omnibridge.simulator.machine;

import dev.omnibridge.omni.proto.specs.JoinTokenUsageSpec;
import dev.omnibridge.omni.proto.specs.SiderolinkSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.kind.JoiningKinds;
import dev.omnibridge.simulator.world.Scheduled;
import dev.omnibridge.simulator.world.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the links, and decides which of them Omni calls connected: one whose last handshake is 275 s old or older is not, looked at every 30 s
 * (status-and-lifecycle.md 4.10, 5.1).
 */
final class LinkMonitor {

    private static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(275);
    private static final long EVALUATION_SECONDS = 30;

    private final World world;
    private final Map<String, Scheduled> lost = new HashMap<>();

    LinkMonitor(World world) {
        this.world = world;
    }

    /** Makes the link of a machine that joins, by the default token. */
    void create(VirtualMachine machine) {
        SiderolinkSpec link = SiderolinkSpec.newBuilder()
                .setNodeSubnet(machine.identity().managementAddress() + "/64")
                .setNodePublicKey(machine.identity().publicKey())
                .setConnected(machine.isReachable())
                .build();
        world.store()
                .create(
                        "",
                        Resource.of(ResourceTypes.LINKS, machine.id(), link)
                                .withAnnotation(OmniKeys.PREFIX + "created-with-unique-token", ""));
        world.store()
                .get(JoiningKinds.DEFAULT_JOIN_TOKENS, JoiningKinds.DEFAULT_TOKEN)
                .ifPresent(token -> world.store()
                        .modify(
                                "",
                                JoiningKinds.JOIN_TOKEN_USAGES,
                                machine.id(),
                                usage -> usage.withSpec(JoinTokenUsageSpec.newBuilder()
                                        .setTokenId(token.spec().getTokenId())
                                        .build())));
    }

    /** The machine doesn't answer from now on. */
    void lost(String id) {
        Duration toLimit = HANDSHAKE_LIMIT;
        long second = world.now().plus(toLimit).getEpochSecond();
        long untilEvaluation = (EVALUATION_SECONDS - second % EVALUATION_SECONDS) % EVALUATION_SECONDS;
        cancel(id);
        lost.put(id, world.schedule(toLimit.plusSeconds(untilEvaluation), () -> set(id, false)));
    }

    /** Shows a link as connected or not, now. */
    void set(String id, boolean connected) {
        cancel(id);
        world.store()
                .get(ResourceTypes.LINKS, id)
                .filter(link -> !link.isTearingDown())
                .ifPresent(link -> world.store()
                        .modify(
                                "",
                                ResourceTypes.LINKS,
                                id,
                                stored -> stored.withSpec(stored.spec().toBuilder()
                                        .setConnected(connected)
                                        .build())));
    }

    private void cancel(String id) {
        Optional.ofNullable(lost.remove(id)).ifPresent(Scheduled::cancel);
    }
}
