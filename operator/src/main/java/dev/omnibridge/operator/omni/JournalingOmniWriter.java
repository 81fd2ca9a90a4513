package dev.omnibridge.operator.omni;

import com.google.protobuf.Message;
import dev.omnibridge.omni.management.PreCheck;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.omni.state.StateClient;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.reconcile.OmniWriter;
import dev.omnibridge.operator.reconcile.WriteCause;
import dev.omnibridge.operator.view.ClusterSlice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

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

        /**
         * Makes sure that no other operator of this name writes to the account.
         *
         * @param removes whether the write takes something away, be it only a claim
         * @throws OmniException if one does, or it can't be found out
         */
        default void requireSoleInstance(boolean removes) {}

        /** Omni told of this state; the mirror shows it before this returns. */
        void stored(Resource<?> resource);

        /** A call failed, which may say something about the connection. */
        void failed(OmniException failure);
    }

    /** Omni's checks before a Kubernetes upgrade. */
    @FunctionalInterface
    interface UpgradeChecks {

        /** What Omni says about going to this version; throws {@link OmniException}. */
        PreCheck ask(String cluster, String newVersion);
    }

    private final StateClient state;
    private final UpgradeChecks upgradeChecks;
    private final Surroundings surroundings;
    private final WriteJournal journal;

    JournalingOmniWriter(String connection, StateClient state, UpgradeChecks upgradeChecks, Surroundings surroundings) {
        this.state = state;
        this.upgradeChecks = upgradeChecks;
        this.surroundings = surroundings;
        this.journal = new WriteJournal(connection);
    }

    /** A writer for a single errand, whose caller has made sure of the account and needs no mirror. */
    public static OmniWriter plain(String connection, StateClient state) {
        return new JournalingOmniWriter(connection, state, JournalingOmniWriter::noUpgrade, new Surroundings() {
            @Override
            public void requireSameAccount() {}

            @Override
            public void stored(Resource<?> resource) {}

            @Override
            public void failed(OmniException failure) {}
        });
    }

    private static PreCheck noUpgrade(String cluster, String newVersion) {
        throw new OmniException.Unsupported("a single errand upgrades no cluster, not " + cluster + " either", null);
    }

    @Override
    public Resource<?> write(Operation operation, WriteCause cause) {
        try {
            surroundings.requireSameAccount();
            surroundings.requireSoleInstance(removes(operation));
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
        return ask(() -> {
            Optional<Resource<S>> stored = state.getStored(type, id, CONFIRMATION);
            stored.ifPresent(surroundings::stored);
            return stored.isEmpty();
        });
    }

    @Override
    public PreCheck checkUpgrade(String cluster, String newVersion) {
        return ask(() -> upgradeChecks.ask(cluster, newVersion));
    }

    private <T> T ask(Supplier<T> question) {
        try {
            surroundings.requireSameAccount();
            return question.get();
        } catch (OmniException e) {
            surroundings.failed(e);
            throw e;
        }
    }

    @Override
    public boolean isComplete(ClusterSlice slice) {
        try {
            surroundings.requireSameAccount();
            LabelQuery inCluster = LabelQuery.equal(OmniKeys.CLUSTER, slice.name());
            List<Resource<?>> unknown = Stream.of(
                            cluster(slice.name()).stream(),
                            state.list(ResourceTypes.MACHINE_SETS, inCluster).stream(),
                            state.list(ResourceTypes.MACHINE_SET_NODES, inCluster).stream(),
                            state.list(ResourceTypes.CLUSTER_MACHINES, inCluster).stream())
                    .<Resource<?>>flatMap(found -> found)
                    .filter(found -> !isShown(found, slice.omni()))
                    .toList();
            unknown.forEach(surroundings::stored);
            return unknown.isEmpty();
        } catch (OmniException e) {
            surroundings.failed(e);
            throw e;
        }
    }

    private Optional<Resource<ClusterSpec>> cluster(String name) {
        try {
            return Optional.of(state.get(ResourceTypes.CLUSTERS, name));
        } catch (OmniException.NotFound _) {
            return Optional.empty();
        }
    }

    /** Versions move with every finalizer of a controller, and specs are trimmed: what a removal is decided by is who marked it, and whether it goes. */
    private static <S extends Message> boolean isShown(Resource<S> found, OmniSnapshot mirror) {
        return mirror.kind(found.type())
                .get(found.id())
                .filter(shown -> shown.created().isAfter(found.created())
                        || (shown.created().equals(found.created())
                                && (shown.version() > found.version() || hasSameMarks(shown, found))))
                .isPresent();
    }

    private static boolean hasSameMarks(Resource<?> one, Resource<?> other) {
        return one.phase() == other.phase()
                && one.labels().equals(other.labels())
                && one.annotations().equals(other.annotations());
    }

    private static boolean removes(Operation operation) {
        return operation.mayRelease()
                || switch (operation) {
                    case Operation.Create _ -> false;
                    case Operation.Update update -> update.claim() == Operation.ClaimChange.RELEASED;
                    case Operation.Teardown _ -> true;
                };
    }

    private Resource<?> send(Operation operation) {
        return switch (operation) {
            case Operation.Create create -> state.create(create.resource());
            case Operation.Update update -> state.update(update.after());
            case Operation.Teardown teardown -> state.teardown(teardown.resource());
        };
    }
}
