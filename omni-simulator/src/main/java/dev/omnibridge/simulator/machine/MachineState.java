package dev.omnibridge.simulator.machine;

import dev.omnibridge.omni.proto.talos.MachineStatusEvent.MachineStage;
import dev.omnibridge.omni.proto.talos.MachineStatusEvent.MachineStatus.UnmetCondition;
import dev.omnibridge.simulator.world.World;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** How a virtual machine is at the moment, for those who look at it. */
public abstract sealed class MachineState permits VirtualMachine {

    final MachineSpeeds speeds;
    final EtcdClusters etcd;
    final KubernetesNode node;
    MachineStage stage = MachineStage.MAINTENANCE;
    boolean reachable;
    boolean installed;
    boolean settled;
    boolean apiServerAnswers;
    boolean applying;
    boolean upgrading;
    String talosVersion;
    String schematic;
    Optional<MachineConfig> config = Optional.empty();
    Optional<String> configFailure = Optional.empty();
    Optional<UnmetCondition> obstacle = Optional.empty();
    int boots;

    private final MachineIdentity identity;
    private final MachineTemplate template;
    private final Consumer<VirtualMachine> changed;

    MachineState(
            MachineIdentity identity,
            MachineTemplate template,
            World world,
            MachineSpeeds speeds,
            EtcdClusters etcd,
            Consumer<VirtualMachine> changed) {
        this.identity = identity;
        this.template = template;
        this.speeds = speeds;
        this.etcd = etcd;
        this.changed = changed;
        this.node = new KubernetesNode(world, speeds, () -> changed.accept(self()));
        this.reachable = template.connected();
        this.installed = template.installed();
        this.talosVersion = template.talosVersion();
        this.schematic = template.installed() ? Schematics.VANILLA : Schematics.BOOTED;
    }

    abstract VirtualMachine self();

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

    static UnmetCondition unmet(String name, String reason) {
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

    /** Whether Kubernetes calls its node ready. */
    public boolean isNodeReady() {
        return node.isReady();
    }

    /** Whether its kube-apiserver answers. */
    public boolean apiServerAnswers() {
        return apiServerAnswers && stage == MachineStage.RUNNING;
    }

    /** Whether it is a member of its cluster's etcd. */
    public boolean isEtcdMember() {
        return config.filter(c -> etcd.isMember(self(), c.clusterId())).isPresent();
    }

    /** Version of the Talos it runs, without v. */
    public String talosVersion() {
        return talosVersion;
    }

    /** Schematic of the image it runs. */
    public String schematic() {
        return schematic;
    }

    /** How often it has booted since it joined. */
    public int boots() {
        return boots;
    }

    /** Another one after each boot. */
    public String bootId() {
        return identity.bootId(boots);
    }

    /** Node name in Kubernetes and host name: a generated one while it runs with a config, else the id. */
    public String hostname() {
        return settled ? nodeName() : identity.id();
    }

    /** Name it has as a node of Kubernetes. */
    public String nodeName() {
        return template.nodeName().isEmpty() ? identity.nodeName() : template.nodeName();
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
        return node.version(component);
    }

    /** Whether another Talos is being written to its disk: the call has not returned yet. */
    public boolean isUpgrading() {
        return upgrading;
    }

    /** Tells of a change. */
    final void tell() {
        node.beat(stage == MachineStage.RUNNING && reachable);
        changed.accept(self());
    }
}
