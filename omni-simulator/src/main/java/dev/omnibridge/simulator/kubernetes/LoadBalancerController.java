package dev.omnibridge.simulator.kubernetes;

import dev.omnibridge.omni.proto.specs.ClusterStatusSpec;
import dev.omnibridge.omni.proto.specs.LoadBalancerConfigSpec;
import dev.omnibridge.omni.proto.specs.LoadBalancerStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import dev.omnibridge.simulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether the Kubernetes API answers behind the load balancer. A new load balancer counts as healthy until its first check, so
 * {@code kubernetesAPIReady} is true for a moment before anything is installed (live-checks.md). Checks come every 10 s; here only those
 * that find a change are made, at the same beat.
 */
final class LoadBalancerController implements Controller {

    private static final List<Input<?>> INPUTS = List.of(
            Input.byId(ResourceTypes.LOAD_BALANCER_CONFIGS),
            Input.byId(ResourceTypes.CLUSTER_STATUSES),
            Input.byLabel(ResourceTypes.CLUSTER_MACHINE_STATUSES, OmniKeys.CLUSTER));

    private final World world;
    private final Store store;
    private final KubernetesApi kubernetes;
    private final Duration interval;
    private final Map<String, Instant> nextChecks = new HashMap<>();
    /** Clusters whose load balancer has had control planes behind it. */
    private final Set<String> served = new HashSet<>();
    /** When checks of a cluster began; they come at this beat. */
    private final Map<String, Instant> beats = new HashMap<>();

    /**
     * The controller.
     *
     * @param interval between two checks; zero for a check at every change
     */
    LoadBalancerController(World world, KubernetesApi kubernetes, Duration interval) {
        this.world = world;
        this.store = world.store();
        this.kubernetes = kubernetes;
        this.interval = interval;
    }

    @Override
    public String name() {
        return "LoadBalancerController";
    }

    @Override
    public List<Input<?>> inputs() {
        return INPUTS;
    }

    @Override
    public Requeue reconcile(String key) {
        Optional<Resource<LoadBalancerConfigSpec>> config = store.get(ResourceTypes.LOAD_BALANCER_CONFIGS, key);
        if (config.isEmpty()) {
            nextChecks.remove(key);
            beats.remove(key);
            served.remove(key);
            // at once, without a teardown before [live]
            if (store.get(ResourceTypes.LOAD_BALANCER_STATUSES, key).isPresent()) {
                store.destroy(name(), ResourceTypes.LOAD_BALANCER_STATUSES, key);
            }
            return Requeue.onEvent();
        }
        LoadBalancerStatusSpec status = store.get(ResourceTypes.LOAD_BALANCER_STATUSES, key)
                .map(Resource::spec)
                .orElseGet(() -> write(key, false, true));
        if (store.get(ResourceTypes.CLUSTER_STATUSES, key)
                .map(Resource::spec)
                .filter(ClusterStatusSpec::getHasConnectedControlPlanes)
                .isEmpty()) {
            nextChecks.remove(key);
            write(key, false, true);
            return Requeue.onEvent();
        }
        if (status.getStopped()) {
            // the first check comes soon (omni/recorded/timeline-create.txt)
            beats.put(key, world.now().plus(interval.dividedBy(3)));
            status = write(key, true, false);
        }
        if (config.get().spec().getEndpointsCount() > 0) {
            served.add(key);
        } else if (served.contains(key)) {
            // the cluster is about to go; another config is heard of at once, not at the next check [live]
            nextChecks.remove(key);
            write(key, false, false);
            return Requeue.onEvent();
        }
        return check(key, status);
    }

    private Requeue check(String key, LoadBalancerStatusSpec status) {
        boolean answers = kubernetes.answers(key);
        if (answers == status.getHealthy()) {
            nextChecks.remove(key);
            return Requeue.onEvent();
        }
        Instant now = world.now();
        Instant due = nextChecks.computeIfAbsent(key, k -> nextCheck(k, now));
        if (due.isAfter(now)) {
            return Requeue.after(Duration.between(now, due));
        }
        nextChecks.remove(key);
        write(key, answers, false);
        return Requeue.onEvent();
    }

    private Instant nextCheck(String cluster, Instant now) {
        Instant beat = beats.getOrDefault(cluster, now);
        if (interval.isZero() || beat.isAfter(now)) {
            return beat.isAfter(now) ? beat : now;
        }
        long since = Duration.between(beat, now).toMillis();
        return beat.plusMillis((since / interval.toMillis() + 1) * interval.toMillis());
    }

    private LoadBalancerStatusSpec write(String cluster, boolean healthy, boolean stopped) {
        return store.modify(
                        name(),
                        ResourceTypes.LOAD_BALANCER_STATUSES,
                        cluster,
                        status -> status.withLabel(OmniKeys.CLUSTER, cluster)
                                .withSpec(LoadBalancerStatusSpec.newBuilder()
                                        .setHealthy(healthy)
                                        .setStopped(stopped)
                                        .build()))
                .spec();
    }
}
