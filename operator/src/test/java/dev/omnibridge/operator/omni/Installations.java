package dev.omnibridge.operator.omni;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.omnibridge.omni.OmniClient;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.transport.OmniEndpoint;
import dev.omnibridge.omni.transport.TlsTrust;
import dev.omnibridge.operator.claim.Incarnation;
import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reconcile.IncarnationMemory;
import dev.omnibridge.simulator.OmniSimulator;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Management clusters of one instance name that meet in one account, over a simulator whose controllers stand still. */
final class Installations implements AutoCloseable {

    static final String RECORD = Incarnation.recordId("prod");

    final OmniSimulator omni = OmniSimulator.builder()
            .stepped(Instant.parse("2026-11-20T10:00:00Z"))
            .build()
            .start();
    final VirtualTime time = new VirtualTime();
    final Clock clock = Clock.systemUTC();
    final OmniClient client = OmniClient.connect(
            OmniEndpoint.parse(omni.endpoint()),
            TlsTrust.system(),
            ServiceAccountKey.decode(omni.serviceAccountKey()),
            clock,
            "omnibridge-test");
    final List<Process> all = new ArrayList<>();
    final Deque<Runnable> judgements = new ArrayDeque<>();
    boolean judgesLate;

    @Override
    public void close() {
        client.close();
        omni.close();
    }

    /** An installation that nobody here remembers takes the record. */
    void takeElsewhere() {
        Resource<MachineLabelsSpec> taken =
                Incarnation.fresh("elsewhere", "elsewhere").record("prod", Optional.of(record()));
        omni.store().update("", taken, Optional.empty());
    }

    /** What stands in Omni. */
    Resource<MachineLabelsSpec> record() {
        return omni.store().require(ResourceTypes.MACHINE_LABELS, RECORD);
    }

    /** The token that a process asks for. */
    static String token(Process process) {
        String message = process.finding().message();
        int at = message.indexOf("instance:");
        return message.substring(at, message.indexOf(' ', at));
    }

    /** The watches tell all processes what the record says. */
    void showToAll() {
        for (int round = 0; round < 3; round++) {
            List.copyOf(all)
                    .forEach(process -> process.keeper.shows(omni.store().get(ResourceTypes.MACHINE_LABELS, RECORD)));
        }
    }

    /** One process of an operator, with what its management cluster remembers. */
    final class Process implements IncarnationMemory {

        final Set<String> memory;
        final IncarnationKeeper keeper;
        boolean isAway;
        boolean leads = true;

        Process(String name, Set<String> memory) {
            this.memory = memory.isEmpty() || !(memory instanceof LinkedHashSet<String>)
                    ? new LinkedHashSet<>(memory)
                    : memory;
            keeper = new IncarnationKeeper(
                    "default",
                    client.state(),
                    new Incarnations("prod", name, () -> UUID.randomUUID().toString(), this, () -> leads),
                    new ConnectionTools(
                            (_, _) -> {
                                throw new AssertionError("no client is made here");
                            },
                            time,
                            task -> {
                                if (judgesLate) {
                                    judgements.add(task);
                                } else {
                                    task.run();
                                }
                            },
                            new ChangeRouter(time),
                            clock),
                    new IncarnationKeeper.Listener() {
                        @Override
                        public void stored(Resource<?> record) {}

                        @Override
                        public void news() {}
                    });
            all.add(this);
            showToAll();
        }

        @Override
        public Set<String> known() {
            requireAnswer();
            return memory;
        }

        @Override
        public void remember(String id) {
            requireAnswer();
            memory.add(id);
        }

        private void requireAnswer() {
            if (isAway) {
                throw new Unanswered("away", new IllegalStateException());
            }
        }

        /** A write begins, and the watches tell of it. */
        void begins(boolean removes) {
            keeper.require(removes);
            showToAll();
        }

        void writes() {
            assertThatCode(() -> begins(false)).doesNotThrowAnyException();
        }

        void refuses(boolean removes) {
            assertThatExceptionOfType(OmniException.Cancelled.class).isThrownBy(() -> keeper.require(removes));
            showToAll();
        }

        Finding finding() {
            return keeper.conflict().orElseThrow();
        }
    }
}
