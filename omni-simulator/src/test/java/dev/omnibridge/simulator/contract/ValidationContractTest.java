package dev.omnibridge.simulator.contract;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.ConfigPatchSpec;
import dev.omnibridge.omni.proto.specs.MachineSetNodeSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Only content that is refused, so that nothing is left behind. */
class ValidationContractTest {

    @RegisterExtension
    static final OmniUnderTest omni = new OmniUnderTest();

    @BeforeEach
    void writes() {
        omni.needsToWrite();
    }

    @Test
    void aClusterNameMayNotHaveBlanks() {
        Clusters.Versions versions = Clusters.versions(omni.state());

        assertRefused(
                Resource.of(ResourceTypes.CLUSTERS, "bad name", Clusters.spec(versions)),
                "name should only contain letters, digits, dashes and underscores");
    }

    @Test
    void versionsMustBeKnownAndGoTogether() {
        Clusters.Versions versions = Clusters.versions(omni.state());

        assertRefused(
                cluster(Clusters.spec(versions).toBuilder()
                        .setTalosVersion("1.99.0")
                        .build()),
                "invalid talos version \"1.99.0\"");
        assertRefused(
                cluster(Clusters.spec(versions).toBuilder()
                        .setKubernetesVersion("1.99.0")
                        .build()),
                "invalid kubernetes version \"1.99.0\": is not compatible with talos version \"" + versions.talos()
                        + "\"");
        assertRefused(cluster(ClusterSpec.getDefaultInstance()), "version is required");
    }

    @Test
    void aMachineSetNeedsAClusterThatExists() {
        String missing = omni.id("missing");
        Resource<MachineSetSpec> set =
                Resource.of(ResourceTypes.MACHINE_SETS, missing + "-workers", MachineSetSpec.getDefaultInstance());

        assertRefused(set, "label \"omni.sidero.dev/cluster\" does not exist");
        assertRefused(
                set.withLabel(OmniKeys.CLUSTER, missing).withLabel(OmniKeys.ROLE_WORKER, ""),
                "the cluster \"" + missing + "\" does not exist");
    }

    @Test
    void aMachineSetNodeNeedsASetThatExists() {
        Resource<MachineSetNodeSpec> node = Resource.of(
                        ResourceTypes.MACHINE_SET_NODES, omni.id("node"), MachineSetNodeSpec.getDefaultInstance())
                .withLabel(OmniKeys.CLUSTER, omni.id("missing"))
                .withLabel(OmniKeys.MACHINE_SET, omni.id("missing-workers"))
                .withLabel(OmniKeys.ROLE_WORKER, "");

        assertRefused(node, "is not allowed: the machine set does not exist");
    }

    @Test
    void aConfigPatchMustHoldAPatchThatIsAllowed() {
        Resource<ConfigPatchSpec> empty =
                Resource.of(ResourceTypes.CONFIG_PATCHES, omni.id("patch"), ConfigPatchSpec.getDefaultInstance());

        assertRefused(empty, "config not found");
        assertRefused(
                empty.withSpec(ConfigPatchSpec.newBuilder()
                        .setData("machine:\n  token: abc\n")
                        .build()),
                "overriding \"machine.token\" is not allowed in the config patch");
        assertThatExceptionOfType(OmniException.ValidationFailed.class)
                .as("the management call says the same")
                .isThrownBy(() -> omni.client().management().validateConfig("machine:\n  token: abc\n"))
                .withMessageContaining("overriding \"machine.token\" is not allowed in the config patch");
        omni.client().management().validateConfig("machine:\n  network:\n    hostname: a\n");
    }

    private static Resource<ClusterSpec> cluster(ClusterSpec spec) {
        return Resource.of(ResourceTypes.CLUSTERS, omni.id("refused"), spec);
    }

    private static <S extends Message> void assertRefused(Resource<S> resource, String text) {
        omni.leftovers().expect(resource.type(), resource.id());
        assertThatExceptionOfType(OmniException.ValidationFailed.class)
                .isThrownBy(() -> omni.state().create(resource))
                .withMessageContaining(text);
    }
}
