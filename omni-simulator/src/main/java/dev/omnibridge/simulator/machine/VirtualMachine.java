package dev.omnibridge.simulator.machine;

import dev.omnibridge.omni.proto.talos.MachineStatusEvent.MachineStage;
import dev.omnibridge.simulator.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A machine that runs Talos, as it really is; what Omni knows of it is in Omni's state and may lag. It lives on the world's loop: methods
 * are called there only. Stages follow Talos: maintenance, installing, rebooting, booting, running, upgrading, resetting.
 */
public final class VirtualMachine extends MachineState {

    private static final Duration ECHO = Duration.ofMillis(60);

    private final World world;
    private boolean readyForEtcd;
    private int life;

    VirtualMachine(
            MachineIdentity identity,
            MachineTemplate template,
            World world,
            MachineSpeeds speeds,
            EtcdClusters etcd,
            Consumer<VirtualMachine> changed) {
        super(identity, template, world, speeds, etcd, changed);
        this.world = world;
    }

    @Override
    VirtualMachine self() {
        return this;
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
                tell();
                restartComponents(wanted);
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

    /** Writes another Talos to its disk while it runs on, and reboots into it. */
    public void upgrade(String toVersion, String toSchematic) {
        upgrading = true;
        if (!hasLifecycleCalls()) {
            stage = MachineStage.UPGRADING;
            tell();
        }
        later(speeds.upgrade().write(), () -> {
            beginAnotherLife();
            talosVersion = toVersion;
            schematic = toSchematic;
            applying = true;
            pass(MachineStage.REBOOTING, speeds.upgrade().reboot(), () -> {
                boots++;
                pass(MachineStage.BOOTING, speeds.boot(), this::runUpgraded);
            });
        });
    }

    /** From Talos 1.13 on Omni lets a running machine prepare an upgrade and reboots it itself: no stage UPGRADING. */
    private boolean hasLifecycleCalls() {
        String[] numbers = talosVersion.split("\\.", -1);
        return Integer.parseInt(numbers[0]) > 1 || Integer.parseInt(numbers[1]) >= 13;
    }

    private void runUpgraded() {
        run();
        Duration echo = config.filter(MachineConfig::controlPlane).isPresent()
                ? speeds.upgrade().echo()
                : Duration.ZERO;
        if (echo.isZero()) {
            takeCalls();
            return;
        }
        later(
                echo,
                () -> pass(MachineStage.REBOOTING, ECHO, () -> {
                    stage = MachineStage.RUNNING;
                    tell();
                    takeCalls();
                }));
    }

    private void takeCalls() {
        later(speeds.upgrade().answer(), () -> {
            applying = false;
            tell();
        });
    }

    /** Restarts what the config has in another version. */
    private void restartComponents(MachineConfig wanted) {
        for (KubernetesComponent component : node.outdated(wanted)) {
            later(component.isControlPlaneOnly() ? speeds.upgrade().podRestart() : Duration.ZERO, () -> {
                node.start(component, wanted);
                tell();
            });
        }
    }

    /** Leaves etcd, wipes it, and lets it come back in maintenance. */
    public void reset() {
        boolean wasMember = isEtcdMember();
        beginAnotherLife();
        config.ifPresent(c -> etcd.leave(this, c.clusterId()));
        // leaving takes a tenth of joining
        Duration leave = wasMember ? speeds.etcdStart().dividedBy(10) : Duration.ZERO;
        if (leave.isZero()) {
            wipe();
            return;
        }
        applying = true;
        tell();
        later(leave, this::wipe);
    }

    private void wipe() {
        applying = false;
        config = Optional.empty();
        readyForEtcd = false;
        node.leave();
        pass(
                MachineStage.RESETTING,
                speeds.reset(),
                () -> pass(MachineStage.REBOOTING, speeds.reboot(), () -> {
                    boots++;
                    stage = MachineStage.MAINTENANCE;
                    tell();
                    later(speeds.settle(), () -> {
                        settled = false;
                        tell();
                    });
                }));
    }

    void setReachable(boolean isReachable) {
        reachable = isReachable;
        tell();
    }

    void setConfigFailure(Optional<String> failure) {
        configFailure = failure;
        tell();
    }

    void setUnmet(String name, String reason) {
        obstacle = Optional.of(unmet(name, reason));
        tell();
    }

    void setNothingUnmet() {
        obstacle = Optional.empty();
        tell();
    }

    void joinedEtcd() {
        tell();
        serveAfter(speeds.apiServerStart());
    }

    private void serveAfter(Duration delay) {
        later(delay, () -> {
            apiServerAnswers = true;
            tell();
        });
    }

    /** Destroys it: nothing that was under way happens any more. */
    void remove() {
        beginAnotherLife();
        reachable = false;
        stage = MachineStage.UNKNOWN;
        tell();
    }

    private void reboot() {
        pass(MachineStage.REBOOTING, speeds.reboot(), () -> {
            boots++;
            pass(MachineStage.BOOTING, speeds.boot(), this::run);
        });
    }

    private void run() {
        stage = MachineStage.RUNNING;
        config.ifPresent(node::start);
        tell();
        later(speeds.settle(), () -> {
            settled = true;
            tell();
        });
        config.filter(MachineConfig::controlPlane).ifPresent(c -> {
            if (isEtcdMember()) {
                serveAfter(speeds.upgrade().apiServerRestart());
            } else {
                later(speeds.etcdStart(), () -> {
                    readyForEtcd = true;
                    etcd.join(this, c.clusterId());
                    tell();
                });
            }
        });
    }

    private void beginAnotherLife() {
        life++;
        applying = false;
        upgrading = false;
        apiServerAnswers = false;
    }

    private void pass(MachineStage through, Duration duration, Runnable next) {
        if (duration.isZero()) {
            next.run();
            return;
        }
        stage = through;
        tell();
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
