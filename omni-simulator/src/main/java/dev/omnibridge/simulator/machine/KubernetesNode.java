package dev.omnibridge.simulator.machine;

import dev.omnibridge.simulator.world.Scheduled;
import dev.omnibridge.simulator.world.World;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a machine is inside its Kubernetes: the components it runs, and whether its node is called ready. */
final class KubernetesNode {

    /** For how long Kubernetes waits for a sign of life of a node. */
    private static final Duration GRACE = Duration.ofSeconds(40);

    private final World world;
    private final Duration grace;
    private final Runnable changed;
    private final Map<KubernetesComponent, String> components = new EnumMap<>(KubernetesComponent.class);
    private boolean isReady;
    private Optional<Scheduled> end = Optional.empty();

    KubernetesNode(World world, MachineSpeeds speeds, Runnable changed) {
        this.world = world;
        this.grace = speeds.equals(MachineSpeeds.instant()) ? Duration.ZERO : GRACE;
        this.changed = changed;
    }

    String version(KubernetesComponent component) {
        return components.getOrDefault(component, "");
    }

    boolean isReady() {
        return isReady;
    }

    /** Runs everything as the config says. */
    void start(MachineConfig config) {
        for (KubernetesComponent component : KubernetesComponent.values()) {
            start(component, config);
        }
    }

    void start(KubernetesComponent component, MachineConfig config) {
        components.put(component, config.version(component));
    }

    /** Components that run in another version than the config says. */
    List<KubernetesComponent> outdated(MachineConfig config) {
        return Arrays.stream(KubernetesComponent.values())
                .filter(component -> !config.version(component).equals(version(component)))
                .toList();
    }

    void leave() {
        components.clear();
    }

    /** Notes whether the kubelet gives signs of life; a node whose kubelet has been silent for a while is not ready. */
    void beat(boolean isAlive) {
        if (isAlive) {
            end.ifPresent(Scheduled::cancel);
            end = Optional.empty();
            isReady = true;
        } else if (isReady && end.isEmpty()) {
            end = Optional.of(world.schedule(grace, () -> {
                end = Optional.empty();
                isReady = false;
                changed.run();
            }));
        }
    }
}
