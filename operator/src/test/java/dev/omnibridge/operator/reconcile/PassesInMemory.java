package dev.omnibridge.operator.reconcile;

import com.google.protobuf.Message;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.omni.management.PreCheck;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.given.ClusterPass;
import dev.omnibridge.operator.given.GivenConnection;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.given.OmniResources;
import dev.omnibridge.operator.kubeconfig.Kubeconfig;
import dev.omnibridge.operator.kubeconfig.KubeconfigMemory;
import dev.omnibridge.operator.kubeconfig.KubeconfigStage;
import dev.omnibridge.operator.kubeconfig.SecretStore;
import dev.omnibridge.operator.kubeconfig.TargetSecret;
import dev.omnibridge.operator.metrics.OperatorMetrics;
import dev.omnibridge.operator.omni.WriteFailures;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.policy.Ledger;
import dev.omnibridge.operator.view.ClusterSlice;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Passes over objects of one connection with everything around them in memory, and time that a test lets pass. */
final class PassesInMemory {

    private final GivenOmni omni;
    private final List<String> asked = new ArrayList<>();
    private final Reconciliations reconciliations;
    private Supplier<PreCheck> preCheck = () -> new PreCheck(true, "");
    private Instant now = ClusterPass.NOW;

    PassesInMemory(GivenOmni omni) {
        this.omni = omni;
        Ports ports = new Ports(
                name -> new ConnectionView.Usable(GivenConnection.usual(), omni, new Writer()),
                new NoOthers(),
                new Unchanged(),
                new Always(),
                new Kept(),
                (about, event) -> {},
                new NoLedger(),
                WriteFailures::of,
                new OperatorMetrics(),
                () -> now);
        this.reconciliations = new Reconciliations(
                OmniResources.INSTANCE,
                ports,
                new KubeconfigStage(new NoSecrets(), new KubeconfigMemory(), () -> now),
                connection -> Optional.empty());
    }

    Pass cluster(OmniCluster object) {
        return reconciliations.cluster(object);
    }

    void later(Duration time) {
        now = now.plus(time);
    }

    void omniSays(PreCheck answer) {
        preCheck = () -> answer;
    }

    void omniFails(OmniException failure) {
        preCheck = () -> {
            throw failure;
        };
    }

    /** What Omni was asked about upgrades, in order. */
    List<String> asked() {
        return asked;
    }

    private final class Writer implements OmniWriter {
        @Override
        public Resource<?> write(Operation operation, WriteCause cause) {
            omni.carryOut(List.of(operation));
            return operation.resource();
        }

        @Override
        public PreCheck checkUpgrade(String cluster, String newVersion) {
            asked.add(cluster + " to " + newVersion);
            return preCheck.get();
        }

        @Override
        public <S extends Message> boolean isConfirmedAbsent(ResourceType<S> type, String id) {
            return omni.kind(type).get(id).isEmpty();
        }

        @Override
        public boolean isComplete(ClusterSlice slice) {
            return true;
        }
    }

    private static final class NoOthers implements Objects {
        @Override
        public Optional<OmniCluster> cluster(String namespace, String name) {
            return Optional.empty();
        }

        @Override
        public List<OmniMachineSet> machineSetsOf(String namespace, String clusterName) {
            return List.of();
        }

        @Override
        public List<OmniCluster> clustersNamed(String omniName) {
            return List.of();
        }

        @Override
        public Optional<OmniConnection> connection(String name) {
            return Optional.empty();
        }
    }

    private static final class Unchanged implements LiveObjects {
        @Override
        public <T extends CustomResource<?, ?>> Optional<T> reread(T object) {
            return Optional.of(object);
        }

        @Override
        public boolean isAbsent(CustomResource<?, ?> named) {
            return true;
        }

        @Override
        public boolean isCrdTerminating(Class<? extends CustomResource<?, ?>> kind) {
            return false;
        }
    }

    private static final class Always implements Finalizers {
        @Override
        public Optional<String> add(HasMetadata object) {
            return Optional.of("1");
        }

        @Override
        public Result remove(HasMetadata object) {
            return Result.DONE;
        }
    }

    private static final class Kept implements StatusWriter {
        @Override
        public <S, T extends CustomResource<?, S>> Optional<String> write(T object, S status) {
            return Optional.of("1");
        }
    }

    /** Without tokens nobody asks for Secrets. */
    private static final class NoSecrets implements SecretStore {
        @Override
        public Sight look(OmniCluster object, String name) {
            throw new AssertionError("nobody asks for " + name);
        }

        @Override
        public Written tryWrite(TargetSecret target, Sight sight) {
            throw new AssertionError("nobody tries to write " + target);
        }

        @Override
        public Written write(TargetSecret target, Sight sight, Kubeconfig content) {
            throw new AssertionError("nobody writes " + target);
        }

        @Override
        public Written remove(OmniCluster object, String name, String uid) {
            throw new AssertionError("nobody removes " + name);
        }
    }

    private static final class NoLedger implements ConnectionLedger {
        @Override
        public Ledger entries(String connection) {
            return Ledger.NOTHING;
        }

        @Override
        public boolean reserve(String connection, Ledger basis, Ledger reservations) {
            return true;
        }
    }
}
