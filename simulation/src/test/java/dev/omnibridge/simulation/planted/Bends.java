package dev.omnibridge.simulation.planted;

import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimKeys;
import dev.omnibridge.operator.connection.LedgerRecords;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.operator.plan.ConnectionFacts.BrakeLimits;
import dev.omnibridge.operator.plan.ConnectionFacts.BudgetLimits;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.plan.Removal;
import dev.omnibridge.operator.policy.Decision;
import dev.omnibridge.operator.reconcile.ConnectionView;
import dev.omnibridge.operator.reconcile.IncarnationMemory;
import dev.omnibridge.operator.reconcile.OmniWriter;
import dev.omnibridge.operator.reconcile.Ports;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How the bugs on purpose bend what the operator sees, decides and writes. */
final class Bends {

    private Bends() {}

    static IncarnationMemory knowingAll(IncarnationMemory real) {
        return new IncarnationMemory() {
            @Override
            public Set<String> known() {
                return new AbstractSet<>() {
                    @Override
                    public boolean contains(Object id) {
                        return true;
                    }

                    @Override
                    public Iterator<String> iterator() {
                        return real.known().iterator();
                    }

                    @Override
                    public int size() {
                        return real.known().size();
                    }
                };
            }

            @Override
            public void remember(String id) {
                real.remember(id);
            }
        };
    }

    static LedgerRecords forgetting(LedgerRecords real) {
        return new LedgerRecords() {
            @Override
            public Optional<Recorded> shown(String connection) {
                return real.shown(connection);
            }

            @Override
            public Optional<Recorded> live(String connection) {
                return real.live(connection);
            }

            @Override
            public Optional<Recorded> replace(String connection, Recorded at, LedgerRecords.Records records) {
                return Optional.of(at);
            }
        };
    }

    static Resource<?> withoutPolicies(Resource<?> resource) {
        return resource.annotation(ClaimKeys.APPLIED)
                .<Resource<?>>map(applied -> resource.withAnnotation(
                        ClaimKeys.APPLIED, applied.replaceAll("\"policies\":\"[0-9a-f]*\",?", "")))
                .orElse(resource);
    }

    static boolean isOn(Object observation) {
        return ((CustomResource<?, ?>) Records.get(observation, "object"))
                .getMetadata()
                .getFinalizers()
                .contains("omnibridge.dev/finalizer");
    }

    static Object claimed(Object observation) {
        CustomResource<?, ?> object = (CustomResource<?, ?>) Records.get(observation, "object");
        String owner = Records.get(observation, "instance") + "/" + object.getKind() + "/"
                + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
        ResourceType<?> own =
                object.getKind().equals("OmniCluster") ? ResourceTypes.CLUSTERS : ResourceTypes.MACHINE_SETS;
        return Lies.inOmni(
                observation,
                r -> r.type().equals(own)
                        ? r.withAnnotation(ClaimKeys.OWNER, owner)
                                .withAnnotation(
                                        ClaimKeys.OWNER_UID,
                                        object.getMetadata().getUid())
                        : r);
    }

    static Resource<?> unlocked(Resource<?> resource) {
        return resource.withoutAnnotation(OmniKeys.CLUSTER_LOCKED);
    }

    static Decision unlocking(Object plan, Decision decision) {
        boolean isHeldByLock =
                decision.held().stream().anyMatch(held -> held.gate() == dev.omnibridge.api.v1alpha1.Gate.OMNI_LOCK);
        if (!isHeldByLock || !(Records.get(plan, "omni") instanceof dev.omnibridge.operator.view.ClusterSlice slice)) {
            return decision;
        }
        return Records.with(
                decision,
                "operations",
                slice.cluster().stream()
                        .map(cluster -> dev.omnibridge.operator.plan.Unlocking.of(cluster, OmniKeys.CLUSTER_LOCKED)
                                .update())
                        .toList());
    }

    static Object withoutForeign(Object plan) {
        Optional<?> removal = (Optional<?>) Records.get(plan, "removal");
        return removal.isPresent() && removal.get() instanceof Removal.TearDown tearDown
                ? Records.with(plan, "removal", Optional.of(Records.with(tearDown, "foreign", List.of())))
                : plan;
    }

    static Object unlimited(Object observation) {
        ConnectionFacts facts = (ConnectionFacts) Records.get(observation, "connection");
        return Records.with(
                observation,
                "connection",
                Records.with(facts, "brake", new BrakeLimits(1_000, 1_000, 100, Duration.ofMinutes(10))));
    }

    static Object withoutBudget(Object observation) {
        ConnectionFacts facts = (ConnectionFacts) Records.get(observation, "connection");
        return Records.with(
                observation,
                "connection",
                Records.with(facts, "budget", new BudgetLimits(1_000, Duration.ofMinutes(10))));
    }

    static Ports believing(Ports ports) {
        return Records.with(ports, "connections", (dev.omnibridge.operator.reconcile.Connections)
                name -> ports.connections().view(name) instanceof ConnectionView.Usable usable
                        ? Records.with(usable, "writer", believing(usable.writer()))
                        : ports.connections().view(name));
    }

    static OmniWriter believing(OmniWriter real) {
        return (OmniWriter) java.lang.reflect.Proxy.newProxyInstance(
                Bends.class.getClassLoader(), new Class<?>[] {OmniWriter.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isConfirmedAbsent")) {
                        return true;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    static Decision withIdleUpdate(Object plan, Decision decision) {
        Object slice = Records.get(plan, "omni");
        Optional<? extends Resource<?>> own = slice instanceof dev.omnibridge.operator.view.ClusterSlice cluster
                ? cluster.cluster()
                : Optional.empty();
        boolean isManaged = Records.get(plan, "ownership") instanceof dev.omnibridge.operator.plan.Ownership.Managed;
        if (own.isEmpty() || own.get().isTearingDown() || !isManaged || decision.needsFinalizer()) {
            return decision;
        }
        List<Operation> more = new ArrayList<>(decision.operations());
        more.add(new Operation.Update(own.get(), own.get(), List.of(), Operation.ClaimChange.KEPT));
        return Records.with(decision, "operations", more);
    }

    static Object approved(Object plan) {
        Object ownership = Records.get(plan, "ownership");
        return Records.has(ownership, "adoption")
                ? Records.with(
                        plan,
                        "ownership",
                        Records.with(
                                ownership,
                                "adoption",
                                Records.with(Records.get(ownership, "adoption"), "tokens", List.of())))
                : plan;
    }

    static Object failing(Object plan) {
        if (((Optional<?>) Records.get(plan, "removal")).isPresent()) {
            throw new IllegalStateException("planted");
        }
        return plan;
    }
}
