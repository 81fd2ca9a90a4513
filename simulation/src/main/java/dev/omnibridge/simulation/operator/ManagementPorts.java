package dev.omnibridge.simulation.operator;

import dev.omnibridge.api.v1alpha1.OmniBridgeApi;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.operator.app.ManagementCluster;
import dev.omnibridge.operator.reconcile.EventRecorder;
import dev.omnibridge.operator.reconcile.Finalizers;
import dev.omnibridge.operator.reconcile.LiveObjects;
import dev.omnibridge.operator.reconcile.StatusWriter;
import dev.omnibridge.operator.status.StatusEvent;
import dev.omnibridge.simulation.kubernetes.ApiServer;
import dev.omnibridge.simulation.kubernetes.Key;
import dev.omnibridge.simulation.kubernetes.KindOf;
import dev.omnibridge.simulation.kubernetes.StatusRoundTrip;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.function.Supplier;

/** One process' way to the API server, with the promises of the real adapters: what each call tests, and what it answers to a conflict. */
final class ManagementPorts implements Finalizers, StatusWriter, LiveObjects, EventRecorder {

    private static final int UNAVAILABLE = 503;

    private final OperatorProcess process;
    private final Stage stage;
    private final ApiServer server;
    private final ApiFaults faults;

    ManagementPorts(OperatorProcess process, Stage stage, ApiServer server, ApiFaults faults) {
        this.process = process;
        this.stage = stage;
        this.server = server;
        this.faults = faults;
    }

    @Override
    public Optional<String> add(HasMetadata object) {
        CustomResource<?, ?> read = (CustomResource<?, ?>) object;
        if (Finalizers.isOn(object)) {
            return Optional.of(object.getMetadata().getResourceVersion());
        }
        return write("add finalizer to " + Key.of(object), () -> {
            // Kubernetes takes no new finalizer on an object that is being deleted
            boolean isLiving = server.get(Key.of(object))
                    .filter(now -> now.getMetadata().getDeletionTimestamp() == null)
                    .isPresent();
            boolean isDone = isLiving && server.changeFinalizers(read, all -> all.add(OmniBridgeApi.FINALIZER));
            if (isDone) {
                stage.wroteToKubernetes(process, Key.of(object), "finalizer set");
                stage.setFinalizer(process, read);
            }
            return isDone
                    ? server.get(Key.of(object)).map(now -> now.getMetadata().getResourceVersion())
                    : Optional.<String>empty();
        });
    }

    @Override
    public Result remove(HasMetadata object) {
        if (!Finalizers.isOn(object)) {
            return Result.DONE;
        }
        return write("remove finalizer from " + Key.of(object), () -> {
            boolean isDone =
                    server.changeFinalizers((CustomResource<?, ?>) object, all -> all.remove(OmniBridgeApi.FINALIZER));
            if (isDone) {
                stage.wroteToKubernetes(process, Key.of(object), "finalizer removed");
            }
            return isDone ? Result.DONE : Result.OUTDATED;
        });
    }

    @Override
    public <S, T extends CustomResource<?, S>> Optional<String> write(T object, S status) {
        return write("write status of " + Key.of(object), () -> {
            long before = server.revision();
            Optional<CustomResource<?, ?>> stored = server.writeStatus(
                    object, StatusRoundTrip.stored(status, server.get(Key.of(object)), process.goesThroughJson()));
            if (stored.isPresent() && server.revision() != before) {
                stage.wroteToKubernetes(process, Key.of(object), Stage.STATUS);
            }
            return stored.map(now -> now.getMetadata().getResourceVersion());
        });
    }

    @Override
    @SuppressWarnings("unchecked") // what stands at a key is of its kind
    public <T extends CustomResource<?, ?>> Optional<T> reread(T object) {
        return read(
                "read " + Key.of(object),
                () -> server.get(Key.of(object))
                        .filter(now -> now.getMetadata()
                                .getUid()
                                .equals(object.getMetadata().getUid()))
                        .map(now -> (T) server.copyOf(now)));
    }

    @Override
    public boolean isAbsent(CustomResource<?, ?> named) {
        return read("read " + Key.of(named), () -> server.get(Key.of(named)).isEmpty());
    }

    @Override
    public boolean isCrdTerminating(Class<? extends CustomResource<?, ?>> kind) {
        return read("read CRD of " + kind.getSimpleName(), () -> server.isTerminating(KindOf.type(kind)));
    }

    @Override
    public void record(HasMetadata about, StatusEvent event) {
        stage.note("event about " + Key.of(about) + ": " + event.reason() + ": " + event.message());
    }

    Optional<OmniConnection> liveConnection(String name) {
        return read("read OmniConnection/" + name, () -> server.connection(name));
    }

    <T> T read(String call, Supplier<T> body) {
        return call(call, false, body);
    }

    <T> T write(String call, Supplier<T> body) {
        return call(call, true, body);
    }

    private <T> T call(String call, boolean isWrite, Supplier<T> body) {
        stage.before(process, call, isWrite);
        ApiFaults.Fault fault = faults.next();
        if (fault == ApiFaults.Fault.REFUSED) {
            throw failure(call);
        }
        T result = body.get();
        stage.after(process, call, isWrite);
        if (fault == ApiFaults.Fault.ANSWER_LOST) {
            throw failure(call);
        }
        return result;
    }

    private static KubernetesClientException failure(String call) {
        return new KubernetesClientException("for this simulation: " + call, UNAVAILABLE, null);
    }

    ManagementCluster ports(ConnectionRecords records, SimulatedSecrets secrets) {
        return new ManagementCluster(wake -> new FixedCredentials(), this, this, this, this, records, secrets);
    }
}
