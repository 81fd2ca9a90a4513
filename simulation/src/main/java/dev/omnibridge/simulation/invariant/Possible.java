package dev.omnibridge.simulation.invariant;

import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.operator.plan.ConnectionFacts;
import dev.omnibridge.simulation.operator.OperatorProcess;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a pass could have gone by: everything that its process was shown, or that was so in the API server, from its beginning to now. */
final class Possible {

    private static final String PAUSED = "omnibridge.dev/paused";

    private final Written written;

    Possible(Written written) {
        this.written = written;
    }

    /** Whether the object, its cluster or its connection was paused all the time. */
    boolean isSurelyPaused() {
        return isSure(objects(), Possible::isPaused)
                || isSure(clusters(), Possible::isPaused)
                || isSure(facts(), ConnectionFacts::isPaused)
                        && written.scene()
                                .server()
                                .connection(OperatorProcess.CONNECTION)
                                .filter(Possible::isPaused)
                                .isPresent();
    }

    /** Whether the object was protected from deletion all the time. */
    boolean isSurelyProtected() {
        return isSure(objects(), Possible::isProtected);
    }

    /** Every management policy that may have been in force for the object. */
    Set<ManagementPolicy> management() {
        Set<ManagementPolicy> ofCluster = EnumSet.noneOf(ManagementPolicy.class);
        for (CustomResource<?, ?> cluster : clusters()) {
            ofCluster.addAll(orDefault(own(cluster)));
        }
        if (!(written.window().object() instanceof OmniMachineSet)) {
            return ofCluster;
        }
        Set<ManagementPolicy> all = new HashSet<>();
        Set<ManagementPolicy> inherited = ofCluster.isEmpty() ? EnumSet.allOf(ManagementPolicy.class) : ofCluster;
        for (CustomResource<?, ?> set : objects()) {
            ManagementPolicy own = own(set);
            for (ManagementPolicy parent : inherited) {
                all.add(own == null || parent == ManagementPolicy.OBSERVE ? parent : own);
            }
        }
        return all;
    }

    private Set<ManagementPolicy> orDefault(@Nullable ManagementPolicy own) {
        if (own != null) {
            return Set.of(own);
        }
        Set<ManagementPolicy> defaults = new HashSet<>();
        facts().forEach(facts -> defaults.add(facts.defaultManagement().orElse(ManagementPolicy.ENFORCE)));
        return defaults.isEmpty() ? EnumSet.allOf(ManagementPolicy.class) : defaults;
    }

    private static @Nullable ManagementPolicy own(CustomResource<?, ?> object) {
        return switch (object) {
            case OmniCluster c -> c.getSpec().managementPolicy();
            case OmniMachineSet s -> s.getSpec().managementPolicy();
            default -> null;
        };
    }

    static boolean isPaused(CustomResource<?, ?> object) {
        Boolean inSpec = switch (object) {
            case OmniCluster c -> c.getSpec().paused();
            case OmniMachineSet s -> s.getSpec().paused();
            case dev.omnibridge.api.v1alpha1.OmniConnection c -> c.getSpec().paused();
            default -> null;
        };
        boolean isAnnotated = Optional.ofNullable(object.getMetadata().getAnnotations())
                .map(annotations -> "true".equals(annotations.get(PAUSED)))
                .orElse(false);
        return Boolean.TRUE.equals(inSpec) || isAnnotated;
    }

    static boolean isProtected(CustomResource<?, ?> object) {
        return switch (object) {
            case OmniCluster c -> Boolean.TRUE.equals(c.getSpec().deletionProtection());
            case OmniMachineSet s -> Boolean.TRUE.equals(s.getSpec().deletionProtection());
            default -> false;
        };
    }

    private List<CustomResource<?, ?>> objects() {
        List<CustomResource<?, ?>> all = new ArrayList<>(written.states());
        all.add(written.window().object());
        return all;
    }

    /** States of the cluster, which is the object itself where that is one. */
    List<CustomResource<?, ?>> clusters() {
        if (written.window().object() instanceof OmniMachineSet set) {
            Optional<OmniCluster> now = written.process().clusterOf(set);
            Optional<OmniCluster> atBegin = written.window().cluster();
            if (!now.map(c -> c.getMetadata().getUid())
                    .equals(atBegin.map(c -> c.getMetadata().getUid()))) {
                // another one was made meanwhile: nothing is sure
                return List.of();
            }
            return Stream.concat(
                            Stream.concat(now.stream(), atBegin.stream()),
                            now.stream().flatMap(c -> statesOf(c).stream()))
                    .<CustomResource<?, ?>>map(c -> c)
                    .toList();
        }
        return objects();
    }

    private List<CustomResource<?, ?>> statesOf(OmniCluster cluster) {
        return written.scene()
                .server()
                .statesSince(cluster.getMetadata().getUid(), written.window().revision());
    }

    private List<ConnectionFacts> facts() {
        return Stream.concat(written.window().facts().stream(), written.process().facts().stream())
                .toList();
    }

    private static <T> boolean isSure(List<T> all, Predicate<? super T> so) {
        return !all.isEmpty() && all.stream().allMatch(so);
    }
}
