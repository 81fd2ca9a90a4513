package dev.omnibridge.operator.omni;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.state.StateClient;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.reconcile.OmniWriter;
import dev.omnibridge.operator.reconcile.WriteCause;
import java.time.Duration;
import java.util.Optional;

/** Writes to one Omni: makes sure whose account it is, writes, shows the result in the mirror, and notes it in the journal. */
public final class JournalingOmniWriter implements OmniWriter {

    /** How long an absence may take to be confirmed; as long as any other call. */
    private static final Duration CONFIRMATION = Duration.ofSeconds(10);

    /** What happens around a write. */
    interface Surroundings {

        /**
         * Makes sure that the account behind the endpoint is still the one that was planned for.
         *
         * @throws OmniException if it is not, or can't be asked
         */
        void requireSameAccount();

        /** Omni told of this state; the mirror shows it before this returns. */
        void stored(Resource<?> resource);

        /** A call failed, which may say something about the connection. */
        void failed(OmniException failure);
    }

    private final StateClient state;
    private final Surroundings surroundings;
    private final WriteJournal journal;

    JournalingOmniWriter(String connection, StateClient state, Surroundings surroundings) {
        this.state = state;
        this.surroundings = surroundings;
        this.journal = new WriteJournal(connection);
    }

    /** A writer for a single errand, whose caller has made sure of the account and needs no mirror. */
    public static OmniWriter plain(String connection, StateClient state) {
        return new JournalingOmniWriter(connection, state, new Surroundings() {
            @Override
            public void requireSameAccount() {}

            @Override
            public void stored(Resource<?> resource) {}

            @Override
            public void failed(OmniException failure) {}
        });
    }

    @Override
    public Resource<?> write(Operation operation, WriteCause cause) {
        try {
            surroundings.requireSameAccount();
            Resource<?> stored = send(operation);
            surroundings.stored(stored);
            journal.wrote(operation, cause, stored);
            return stored;
        } catch (OmniException e) {
            journal.failed(operation, cause, e);
            surroundings.failed(e);
            throw e;
        }
    }

    @Override
    public <S extends Message> boolean isConfirmedAbsent(ResourceType<S> type, String id) {
        try {
            surroundings.requireSameAccount();
            Optional<Resource<S>> stored = state.getStored(type, id, CONFIRMATION);
            stored.ifPresent(surroundings::stored);
            return stored.isEmpty();
        } catch (OmniException e) {
            surroundings.failed(e);
            throw e;
        }
    }

    private Resource<?> send(Operation operation) {
        return switch (operation) {
            case Operation.Create create -> state.create(create.resource());
            case Operation.Update update -> state.update(update.after());
            case Operation.Teardown teardown -> state.teardown(teardown.resource());
        };
    }
}
