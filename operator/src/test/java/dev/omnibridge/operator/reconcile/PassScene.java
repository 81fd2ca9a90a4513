package dev.omnibridge.operator.reconcile;

import com.google.protobuf.Message;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionSpecBuilder;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.management.PreCheck;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenConnection;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.given.OmniResources;
import dev.omnibridge.operator.given.SetScene;
import dev.omnibridge.operator.kubeconfig.Kubeconfig;
import dev.omnibridge.operator.kubeconfig.KubeconfigMemory;
import dev.omnibridge.operator.kubeconfig.KubeconfigStage;
import dev.omnibridge.operator.kubeconfig.SecretStore;
import dev.omnibridge.operator.kubeconfig.TargetSecret;
import dev.omnibridge.operator.metrics.OperatorMetrics;
import dev.omnibridge.operator.omni.WriteFailures;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.policy.BrakeEntry;
import dev.omnibridge.operator.policy.Ledger;
import dev.omnibridge.operator.policy.RolloutEntry;
import dev.omnibridge.operator.view.ClusterSlice;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Passes as the operator makes them, over objects and an Omni in memory: each step of the pipeline is the real one, and only what is
 * behind its ports is a test's. The API server answers with the objects themselves unless a test gives it others.
 */
final class PassScene {

    final SetScene scene = new SetScene();

    /** Writes that reached Omni or were tried there, in order. */
    final List<String> tried = new ArrayList<>();

    /** What Omni answers, by the summary of the operation. */
    final Map<String, OmniException> failing = new HashMap<>();

    /** Reasons of events, in order. */
    final List<String> events = new ArrayList<>();

    /** Names of objects whose finalizer was taken off. */
    final List<String> left = new ArrayList<>();

    /** What the API server has, by name, where that is not what the informers show. */
    final Map<String, Optional<? extends CustomResource<?, ?>>> live = new HashMap<>();

    final List<BrakeEntry> ledger = new ArrayList<>();
    final List<RolloutEntry> rollouts = new ArrayList<>();

    /** The connection as the informer shows it. */
    Optional<OmniConnection> connection = Optional.empty();

    /** What happens right after somebody looked at the sets of a cluster. */
    Runnable afterALookAtSets = () -> {};

    /** How often somebody asked where tokens come from. */
    int tokensAsked;

    /** Whether Omni's store lets nobody ask. */
    boolean refusesQuestions;

    private final Map<String, OmniCluster> clusters = new HashMap<>();
    private final Map<String, OmniMachineSet> sets = new HashMap<>();
    private final Reconciliations passes;
    private Instant now = ClusterPass.NOW;
    private ConnectionView view = new ConnectionView.Usable(GivenConnection.usual(), scene.omni, new Writer());

    PassScene() {
        Ports ports = new Ports(
                name -> view,
                new Cache(),
                new Live(),
                new FinalizersInMemory(),
                new Statuses(),
                (about, event) -> events.add(event.reason()),
                new LedgerInMemory(),
                WriteFailures::of,
                new OperatorMetrics(),
                () -> now);
        passes = new Reconciliations(
                OmniResources.INSTANCE,
                ports,
                new KubeconfigStage(new NoSecrets(), new KubeconfigMemory(), () -> now),
                connection -> {
                    tokensAsked++;
                    return Optional.empty();
                });
    }

    /** A connection named default. */
    static OmniConnection connection(boolean isPaused, long generation) {
        OmniConnection connection = new OmniConnection();
        connection.setMetadata(new ObjectMetaBuilder()
                .withName("default")
                .withUid("uid-default")
                .withGeneration(generation)
                .build());
        connection.setSpec(OmniConnectionSpecBuilder.builder().paused(isPaused).build());
        return connection;
    }

    OmniWriter writer() {
        return new Writer();
    }

    GivenOmni omni() {
        return scene.omni;
    }

    PassScene view(ConnectionView other) {
        view = other;
        return this;
    }

    PassScene later(Duration time) {
        now = now.plus(time);
        return this;
    }

    Instant now() {
        return now;
    }

    /** Puts an object where the informers show it; what it had as its status stays. */
    OmniCluster apply(GivenCluster given) {
        OmniCluster object = given.build();
        OmniCluster before = clusters.put(object.getMetadata().getName(), object);
        if (before != null) {
            object.setStatus(before.getStatus());
        }
        return object;
    }

    /** As {@link #apply(GivenCluster)}. */
    OmniMachineSet apply(GivenMachineSet given) {
        OmniMachineSet object = given.build();
        OmniMachineSet before = sets.put(object.getMetadata().getName(), object);
        if (before != null) {
            object.setStatus(before.getStatus());
        }
        return object;
    }

    /** No informer shows the cluster (any more). */
    void hide(GivenCluster given) {
        clusters.remove(given.build().getMetadata().getName());
    }

    Pass pass(OmniCluster object) {
        return passes.cluster(object);
    }

    Pass pass(OmniMachineSet object) {
        return passes.machineSet(object);
    }

    private final class Writer implements OmniWriter {
        @Override
        public Resource<?> write(Operation operation, WriteCause cause) {
            tried.add(operation.summary());
            OmniException failure = failing.get(operation.summary());
            if (failure != null) {
                throw failure;
            }
            scene.omni.carryOut(List.of(operation));
            return operation.resource();
        }

        @Override
        public <S extends Message> boolean isConfirmedAbsent(ResourceType<S> type, String id) {
            if (refusesQuestions) {
                throw new OmniException.PermissionDenied("not allowed", null);
            }
            return scene.omni.kind(type).get(id).isEmpty();
        }

        @Override
        public PreCheck checkUpgrade(String cluster, String newVersion) {
            throw new AssertionError(newVersion);
        }

        @Override
        public boolean isComplete(ClusterSlice slice) {
            return true;
        }
    }

    private final class Cache implements Objects {
        @Override
        public Optional<OmniCluster> cluster(String namespace, String name) {
            return Optional.ofNullable(clusters.get(name));
        }

        @Override
        public List<OmniMachineSet> machineSetsOf(String namespace, String clusterName) {
            List<OmniMachineSet> found = sets.values().stream()
                    .filter(set -> set.getSpec().clusterRef().name().equals(clusterName))
                    .toList();
            afterALookAtSets.run();
            return found;
        }

        @Override
        public List<OmniCluster> clustersNamed(String omniName) {
            return List.of();
        }

        @Override
        public Optional<OmniConnection> connection(String name) {
            return connection;
        }
    }

    private final class Live implements LiveObjects {
        @Override
        @SuppressWarnings("unchecked")
        public <T extends CustomResource<?, ?>> Optional<T> reread(T object) {
            return (Optional<T>) live.getOrDefault(object.getMetadata().getName(), Optional.of(object));
        }

        @Override
        public boolean isAbsent(CustomResource<?, ?> named) {
            return !live.containsKey(named.getMetadata().getName());
        }

        @Override
        public boolean isCrdTerminating(Class<? extends CustomResource<?, ?>> kind) {
            return false;
        }
    }

    private final class FinalizersInMemory implements Finalizers {
        @Override
        public Optional<String> add(HasMetadata object) {
            return Optional.of("2");
        }

        @Override
        public Result remove(HasMetadata object) {
            object.getMetadata().getFinalizers().remove(NAME);
            left.add(object.getMetadata().getName());
            return Result.DONE;
        }
    }

    private static final class Statuses implements StatusWriter {
        @Override
        public <S, T extends CustomResource<?, S>> Optional<String> write(T object, S status) {
            return Optional.of("2");
        }
    }

    /** There is no token to be had, so nobody asks for a Secret. */
    private static final class NoSecrets implements SecretStore {
        @Override
        public Sight look(OmniCluster owner, String secretName) {
            throw new AssertionError(secretName);
        }

        @Override
        public Written tryWrite(TargetSecret target, Sight sight) {
            throw new AssertionError(target);
        }

        @Override
        public Written write(TargetSecret target, Sight sight, Kubeconfig content) {
            throw new AssertionError(target);
        }

        @Override
        public Written remove(OmniCluster owner, String secretName, String uid) {
            throw new AssertionError(secretName);
        }
    }

    private final class LedgerInMemory implements ConnectionLedger {
        @Override
        public Ledger entries(String connection) {
            return new Ledger(ledger, rollouts);
        }

        @Override
        public boolean reserve(String connection, Ledger basis, Ledger reservations) {
            ledger.addAll(reservations.releases());
            rollouts.addAll(reservations.rollouts());
            return true;
        }
    }
}
