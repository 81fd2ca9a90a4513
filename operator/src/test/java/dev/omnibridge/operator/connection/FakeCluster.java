package dev.omnibridge.operator.connection;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatus;
import dev.omnibridge.operator.reconcile.EventRecorder;
import dev.omnibridge.operator.reconcile.Finalizers;
import dev.omnibridge.operator.reconcile.StatusWriter;
import dev.omnibridge.operator.status.StatusEvent;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The management cluster as far as a connection's pass touches it: users, finalizer, status. */
final class FakeCluster implements ConnectionUsers, Finalizers, StatusWriter, EventRecorder {

    final Set<String> uids = new HashSet<>();
    final List<OmniConnectionStatus> written = new ArrayList<>();
    final List<StatusEvent> events = new ArrayList<>();
    int users;
    int statusWrites;
    boolean refusesStatus;
    boolean connectionStands = true;

    @Override
    public int usersOf(String connectionName) {
        return users;
    }

    @Override
    public boolean stands(OmniConnection connection) {
        return connectionStands;
    }

    @Override
    public Set<String> uids() {
        return uids;
    }

    @Override
    public List<String> heldByBrake(String connectionName) {
        return List.of();
    }

    @Override
    public void record(HasMetadata about, StatusEvent event) {
        events.add(event);
    }

    @Override
    public Optional<String> add(HasMetadata object) {
        object.getMetadata().setFinalizers(List.of(NAME));
        return Optional.of("2");
    }

    @Override
    public Result remove(HasMetadata object) {
        object.getMetadata().setFinalizers(List.of());
        return Result.DONE;
    }

    @Override
    public <S, T extends CustomResource<?, S>> Optional<String> write(T object, S status) {
        if (refusesStatus) {
            return Optional.empty();
        }
        statusWrites++;
        written.add((OmniConnectionStatus) status);
        return Optional.of(Integer.toString(statusWrites + 1));
    }
}
