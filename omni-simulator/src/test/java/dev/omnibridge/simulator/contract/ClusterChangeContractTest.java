package dev.omnibridge.simulator.contract;

import static dev.omnibridge.omni.resource.OmniKeys.CLUSTER_LOCKED;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Duration;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.TalosVersionSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What can be changed on a cluster, and what of it while it is locked or on its way out. */
class ClusterChangeContractTest {

    @RegisterExtension
    static final OmniUnderTest omni = new OmniUnderTest();

    private final Members members = new Members(omni);
    private final Refused refused = new Refused(omni);
    private final Hold hold = new Hold(omni);
    private Resource<ClusterSpec> cluster;

    @BeforeEach
    void aCluster() {
        omni.needsToWrite();
        cluster = Clusters.make(omni, "c");
    }

    @Test
    void aLockedClusterAndItsSetsAndNodesStayAsTheyAre() {
        String name = "\"" + cluster.id() + "\"";
        Resource<MachineSetSpec> set = members.stored(Members.workers(cluster.id()));
        Resource<MachineSetNodeSpec> node = members.stored(Members.node(set).withAnnotation(OmniKeys.LOCKED, ""));
        Resource<MachineSetNodeSpec> unlocked = members.stored(Members.node(set));
        refused.update(cluster, c -> c.withAnnotation(CLUSTER_LOCKED, ""));
        try {
            refused.update(
                    cluster,
                    c -> c.withLabel("a", "b"),
                    "updating cluster configuration is not allowed: the cluster " + name + " is locked");
            refused.teardown(cluster, "deletion is not allowed: the cluster " + name + " is locked");
            refused.create(
                    Members.set(cluster.id(), "late", OmniKeys.ROLE_WORKER),
                    "adding machine set \"" + cluster.id() + "-late\" to the cluster " + name
                            + " is not allowed: the cluster is locked");
            refused.update(
                    set,
                    s -> s.withLabel("a", "b"),
                    "updating machine set \"" + set.id() + "\" on the cluster " + name
                            + " is not allowed: the cluster is locked");
            refused.teardown(
                    set,
                    "removing machine set \"" + set.id() + "\" from the cluster " + name
                            + " is not allowed: the cluster is locked");
            refused.create(
                    Members.node(set),
                    "adding machine set node to the machine set \"" + set.id() + "\" is not allowed: the cluster "
                            + name + " is locked");
            refused.update(
                    unlocked,
                    n -> n.withLabel("a", "b"),
                    "updating machine set node on the machine set \"" + set.id() + "\" is not allowed: the cluster "
                            + name + " is locked");
            refused.teardown(
                    unlocked,
                    "removing machine set node from the machine set \"" + set.id() + "\" is not allowed: the cluster "
                            + name + " is locked");
            refused.teardown(
                    node,
                    "removing machine set node from the machine set \"" + set.id()
                            + "\" is not allowed: machine set node is locked");
        } finally {
            refused.update(cluster, c -> c.withoutAnnotation(CLUSTER_LOCKED));
        }
        refused.update(node, n -> n.withoutAnnotation(OmniKeys.LOCKED));
    }

    @Test
    void nothingIsAddedToAClusterOrSetOnItsWayOut() {
        Resource<MachineSetSpec> set = members.stored(Members.workers(cluster.id()));
        refused.update(set, s -> s.withMetadata(m -> m.addFinalizers(Hold.FINALIZER)));
        refused.update(cluster, c -> c.withMetadata(m -> m.addFinalizers(Hold.FINALIZER)));
        try {
            refused.teardown(set);
            refused.create(
                    Members.node(set),
                    "adding machine set node to the machine set \"" + set.id()
                            + "\" is not allowed: the machine set is tearing down");

            refused.teardown(cluster);
            refused.create(
                    Members.set(cluster.id(), "late", OmniKeys.ROLE_WORKER),
                    "the cluster \"" + cluster.id() + "\" is tearing down");
        } finally {
            hold.release(set);
            hold.release(cluster);
        }
    }

    @Test
    void aTalosThatOmniNoLongerSupportsIsRefused() {
        Optional<String> deprecated = talos(TalosVersionSpec::getDeprecated);
        assumeTrue(deprecated.isPresent(), "needs an Omni that still lists a Talos it no longer supports");
        String version = deprecated.orElseThrow();

        refused.create(
                Resource.of(
                        ResourceTypes.CLUSTERS,
                        omni.id("old"),
                        change(cluster.spec(), spec -> spec.setTalosVersion(version))),
                "talos version \"" + version + "\" is no longer supported");
        refused.update(
                cluster,
                c -> c.withSpec(change(c.spec(), spec -> spec.setTalosVersion(version))),
                "talos version \"" + version + "\" is no longer supported");
    }

    @Test
    void versionsMustBeOnesThatAClusterCanGoTo() {
        refused.update(
                cluster,
                c -> c.withSpec(change(c.spec(), spec -> spec.setTalosVersion("1.99.0"))),
                "invalid talos version \"1.99.0\": failed to get: resource"
                        + " TalosVersions.omni.sidero.dev(default/1.99.0@undefined) doesn't exist");
        refused.update(
                cluster,
                c -> c.withSpec(change(c.spec(), spec -> spec.setKubernetesVersion("1.99.0"))),
                "kubernetes version is not supported for upgrade to \"1.99.0\" from \""
                        + cluster.spec().getKubernetesVersion() + "\"");
    }

    @Test
    void aClusterNeverGoesBelowTheMinorOfTalosThatItBeganWith() {
        String now = cluster.spec().getTalosVersion();
        String minor = now.substring(0, now.lastIndexOf('.') + 1);
        Optional<String> older = talos(talos -> !talos.getDeprecated()
                && !talos.getUnsupported()
                && !talos.getVersion().startsWith(minor));
        assumeTrue(older.isPresent(), "needs an Omni that offers two minors of Talos");
        String version = older.orElseThrow();

        refused.update(
                cluster,
                c -> c.withSpec(change(c.spec(), spec -> spec.setTalosVersion(version))),
                "downgrading from version \"" + now + "\" to \"" + version + "\" is not supported");
    }

    @Test
    void whatIsDecidedAtCreationIsNotChangedAndBackupsHaveTheirLimits() {
        refused.update(
                cluster,
                c -> c.withSpec(change(c.spec(), b -> b.getFeaturesBuilder().setDiskEncryption(true))),
                "updating disk encryption settings is not allowed");
        refused.update(
                cluster,
                c -> c.withSpec(change(
                        c.spec(),
                        b -> b.getBackupConfigurationBuilder()
                                .setEnabled(true)
                                .setInterval(Duration.newBuilder().setSeconds(60)))),
                "backup interval must be greater than 1h0m0s, actual 1m0s");
        refused.update(
                cluster,
                c -> c.withSpec(change(
                        c.spec(),
                        b -> b.getBackupConfigurationBuilder()
                                .setEnabled(true)
                                .setInterval(Duration.newBuilder().setSeconds(90_000)))),
                "backup interval must be less than 24h0m0s, actual 25h0m0s");
    }

    private static ClusterSpec change(ClusterSpec spec, Consumer<ClusterSpec.Builder> change) {
        ClusterSpec.Builder builder = spec.toBuilder();
        change.accept(builder);
        return builder.build();
    }

    /** The first that fits, in the order of their names. */
    private static Optional<String> talos(Predicate<TalosVersionSpec> condition) {
        return omni.state().list(ResourceTypes.TALOS_VERSIONS).stream()
                .map(Resource::spec)
                .filter(condition)
                .map(TalosVersionSpec::getVersion)
                .findFirst();
    }
}
