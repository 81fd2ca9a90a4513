package dev.omnibridge.simulator.machine;

import dev.omnibridge.omni.proto.talos.MachineStatusEvent.MachineStage;
import dev.omnibridge.omni.proto.talos.MachineStatusEvent.MachineStatus.UnmetCondition;
import dev.omnibridge.simulator.world.World;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A machine that runs Talos, as it really is; what Omni knows of it is in Omni's state and may lag. It lives on the world's loop: methods
 * are called there only. Stages follow Talos: maintenance, installing, rebooting, booting, running, upgrading, resetting.
 */
public final class VirtualMachine {

    private final MachineIdentity identity;
    private final MachineTemplate template;
    private final World world;
    private final MachineSpeeds speeds;
    private final EtcdClusters etcd;
    private final Consumer<VirtualMachine> changed;

    private MachineStage stage = MachineStage.MAINTENANCE;
    private boolean reachable;
    private boolean installed;
    private boolean settled;
    private boolean apiServerAnswers;
    private boolean readyForEtcd;
    private boolean applying;
    private String talosVersion;
    private String schematic = Schematics.VANILLA;
    private Optional<MachineConfig> config = Optional.empty();
    private Optional<String> configFailure = Optional.empty();
    private Optional<UnmetCondition> obstacle = Optional.empty();
    private final Map<KubernetesComponent, String> updatedComponents = new EnumMap<>(KubernetesComponent.class);
    private int boots;
    private int life;

    VirtualMachine(
            MachineIdentity identity,
            MachineTemplate template,
            World world,
            MachineSpeeds speeds,
            EtcdClusters etcd,
            Consumer<VirtualMachine> changed) {
        this.identity = identity;
        this.template = template;
        this.world = world;
        this.speeds = speeds;
        this.etcd = etcd;
        this.changed = changed;
        this.reachable = template.connected();
        this.installed = template.installed();
        this.talosVersion = template.talosVersion();
    }

    /** UUID in lower case: id of all resources about this machine. */
    public String id() {
        return identity.id();
    }

    /** Addresses, names and keys. */
    public MachineIdentity identity() {
        return identity;
    }

    /** What it was made from. */
    public MachineTemplate template() {
        return template;
    }

    /** Talos' stage. */
    public MachineStage stage() {
        return stage;
    }

    /** Whether Talos calls itself ready: in maintenance; running, if nothing is missing. */
    public boolean isReady() {
        return switch (stage) {
            case MAINTENANCE -> true;
            case RUNNING -> unmetConditions().isEmpty();
            default -> false;
        };
    }

    /** What Talos waits for once it runs: etcd on control planes, and what a test lets it wait for. */
    public List<UnmetCondition> unmetConditions() {
        if (stage != MachineStage.RUNNING) {
            return List.of();
        }
        boolean lacksEtcd = config.filter(MachineConfig::controlPlane).isPresent() && !isEtcdMember();
        Optional<UnmetCondition> etcdCondition =
                lacksEtcd ? Optional.of(unmet("services", "etcd is not running")) : Optional.empty();
        return Stream.of(etcdCondition, obstacle).flatMap(Optional::stream).toList();
    }

    private static UnmetCondition unmet(String name, String reason) {
        return UnmetCondition.newBuilder().setName(name).setReason(reason).build();
    }

    /** Whether calls to it arrive; Omni notices a loss only later. */
    public boolean isReachable() {
        return reachable;
    }

    /** Whether Talos is on its disk. */
    public boolean isInstalled() {
        return installed;
    }

    /** Whether its node name and addresses can be read since it runs with a config. */
    public boolean isSettled() {
        return settled;
    }

    /** Whether its kube-apiserver answers. */
    public boolean apiServerAnswers() {
        return apiServerAnswers && stage == MachineStage.RUNNING;
    }

    /** Whether it is a member of its cluster's etcd. */
    public boolean isEtcdMember() {
        return config.filter(c -> etcd.isMember(this, c.clusterId())).isPresent();
    }

    /** Version of the Talos it runs, without v. */
    public String talosVersion() {
        return talosVersion;
    }

    /** Schematic of the image it runs. */
    public String schematic() {
        return schematic;
    }

    /** Another one after each boot. */
    public String bootId() {
        return identity.bootId(boots);
    }

    /** Node name in Kubernetes and host name: a generated one while it runs with a config, else the id. */
    public String hostname() {
        return settled ? identity.nodeName() : identity.id();
    }

    /** The config it runs with, or is about to. */
    public Optional<MachineConfig> config() {
        return config;
    }

    /** Whether it still works on a config it has accepted. */
    public boolean isApplying() {
        return applying;
    }

    /** What it would answer to a config: empty if it accepts. */
    public Optional<String> configFailure() {
        return configFailure;
    }

    /** Version of a Kubernetes component it runs, without v; empty without a config. */
    public String version(KubernetesComponent component) {
        return Optional.ofNullable(updatedComponents.get(component))
                .or(() -> config.map(MachineConfig::kubernetesVersion))
                .orElse("");
    }

    /** Restarts a Kubernetes component in another version; a reboot meanwhile doesn't lose that, leaving the cluster does. */
    public void update(KubernetesComponent component, String version) {
        Optional<String> cluster = config.map(MachineConfig::clusterId);
        world.schedule(speeds.configUpdate(), () -> {
            if (cluster.isPresent() && cluster.equals(config.map(MachineConfig::clusterId))) {
                updatedComponents.put(component, version);
                changed.accept(this);
            }
        });
    }

    /** Gives it a config. The first makes it install and reboot; later ones are taken without reboot. */
    public ApplyResult apply(MachineConfig wanted) {
        if (configFailure.isPresent()) {
            return new ApplyResult.Rejected(configFailure.get());
        }
        applying = true;
        if (stage == MachineStage.MAINTENANCE) {
            config = Optional.of(wanted);
            later(
                    speeds.configApply(),
                    () -> pass(MachineStage.INSTALLING, speeds.install(), () -> {
                        applying = false;
                        installed = true;
                        talosVersion = wanted.talosVersion();
                        schematic = wanted.schematic();
                        reboot();
                    }));
        } else {
            later(speeds.configUpdate(), () -> {
                applying = false;
                config = Optional.of(wanted);
                changed.accept(this);
            });
        }
        return new ApplyResult.Accepted();
    }

    /** Begins etcd on it, which only works on a control plane that has run for a while. */
    public boolean bootstrap() {
        if (!readyForEtcd || config.isEmpty()) {
            return false;
        }
        etcd.bootstrap(this, config.get().clusterId());
        return true;
    }

    /** Writes another Talos to its disk and reboots into it. */
    public void upgrade(String toVersion, String toSchematic) {
        beginAnotherLife();
        pass(MachineStage.UPGRADING, speeds.upgrade(), () -> {
            talosVersion = toVersion;
            schematic = toSchematic;
            reboot();
        });
    }

    /** Leaves etcd, wipes it, and lets it come back in maintenance. */
    public void reset() {
        beginAnotherLife();
        config.ifPresent(c -> etcd.leave(this, c.clusterId()));
        config = Optional.empty();
        readyForEtcd = false;
        updatedComponents.clear();
        pass(
                MachineStage.RESETTING,
                speeds.reset(),
                () -> pass(MachineStage.REBOOTING, speeds.reboot(), () -> {
                    boots++;
                    settled = false;
                    stage = MachineStage.MAINTENANCE;
                    changed.accept(this);
                }));
    }

    void setReachable(boolean isReachable) {
        reachable = isReachable;
        changed.accept(this);
    }

    void setConfigFailure(Optional<String> failure) {
        configFailure = failure;
        changed.accept(this);
    }

    void setUnmet(String name, String reason) {
        obstacle = Optional.of(unmet(name, reason));
        changed.accept(this);
    }

    void setNothingUnmet() {
        obstacle = Optional.empty();
        changed.accept(this);
    }

    void joinedEtcd() {
        changed.accept(this);
        later(speeds.apiServerStart(), () -> {
            apiServerAnswers = true;
            changed.accept(this);
        });
    }

    /** Destroys it: nothing that was under way happens any more. */
    void remove() {
        beginAnotherLife();
        reachable = false;
        stage = MachineStage.UNKNOWN;
        changed.accept(this);
    }

    private void reboot() {
        pass(MachineStage.REBOOTING, speeds.reboot(), () -> {
            boots++;
            pass(MachineStage.BOOTING, speeds.boot(), this::run);
        });
    }

    private void run() {
        stage = MachineStage.RUNNING;
        changed.accept(this);
        later(speeds.settle(), () -> {
            settled = true;
            changed.accept(this);
        });
        config.filter(MachineConfig::controlPlane).ifPresent(c -> {
            if (isEtcdMember()) {
                joinedEtcd();
            } else {
                later(speeds.etcdStart(), () -> {
                    readyForEtcd = true;
                    etcd.join(this, c.clusterId());
                    changed.accept(this);
                });
            }
        });
    }

    private void beginAnotherLife() {
        life++;
        applying = false;
        apiServerAnswers = false;
    }

    private void pass(MachineStage through, Duration duration, Runnable next) {
        if (duration.isZero()) {
            next.run();
            return;
        }
        stage = through;
        changed.accept(this);
        later(duration, next);
    }

    /** Does something later, unless the machine was reset or began another life meanwhile. */
    private void later(Duration delay, Runnable action) {
        int thisLife = life;
        world.schedule(delay, () -> {
            if (life == thisLife) {
                action.run();
            }
        });
    }
}
