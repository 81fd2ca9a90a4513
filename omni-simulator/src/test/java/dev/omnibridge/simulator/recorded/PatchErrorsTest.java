package dev.omnibridge.simulator.recorded;

import static dev.omnibridge.simulator.recorded.Resources.patch;

import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.cosi.Spec;
import dev.omnibridge.omni.proto.specs.ConfigPatchSpec;
import dev.omnibridge.omni.proto.specs.ExtensionsConfigurationSpec;
import dev.omnibridge.omni.proto.specs.KernelArgsSpec;
import dev.omnibridge.omni.proto.specs.KubernetesHealthCheckSpec;
import dev.omnibridge.omni.proto.specs.KubernetesManifestGroupSpec;
import dev.omnibridge.omni.proto.specs.NodeForceDestroyRequestSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.SimulatorTest;
import dev.omnibridge.simulator.catalog.OmniVersion;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PatchErrorsTest extends SimulatorTest {

    private static final String MACHINE = "aaaaaaaa-0000-4000-8000-00000000000";

    private final Recording recording = new Recording("probe-errors.jsonl");

    PatchErrorsTest() {
        super(OmniVersion.MAIN);
    }

    @BeforeEach
    void prepare() throws Exception {
        client.create(Resources.cluster("p2"));
    }

    @TestFactory
    List<DynamicTest> patches() {
        return List.of(
                created("err/cp-empty", patch("1", "p2", "")),
                created("err/cp-garbage", patch("1", "p2", "a: bcdef: g")),
                created("err/cp-token", patch("1", "p2", "machine:\n  token: x\n")),
                created("err/cp-disk", patch("1", "p2", "machine:\n  install:\n    disk: /dev/sda\n")),
                created("err/cp-clustername", patch("1", "p2", "cluster:\n  clusterName: x\n")),
                created(
                        "err/cp-second-doc",
                        patch("1", "p2", "machine:\n  sysctls:\n    a: b\n---\nmachine:\n  token: x\n")),
                created("err/cp-good", patch("500-p", "p2", "machine:\n  sysctls:\n    a: b\n")),
                recording.test(
                        "err/cp-bad-update",
                        () -> client.update(client.get(ResourceTypes.CONFIG_PATCHES, "500-p").toBuilder()
                                .setSpec(Spec.newBuilder()
                                        .setProtoSpec(ConfigPatchSpec.newBuilder()
                                                .setData("machine:\n  token: x\n")
                                                .build()
                                                .toByteString()))
                                .build())));
    }

    @TestFactory
    List<DynamicTest> otherKinds() {
        ExtensionsConfigurationSpec unknown = ExtensionsConfigurationSpec.newBuilder()
                .addExtensions("siderolabs/nope")
                .build();
        ExtensionsConfigurationSpec known = ExtensionsConfigurationSpec.newBuilder()
                .addExtensions("siderolabs/iscsi-tools")
                .build();
        KubernetesManifestGroupSpec.Builder manifest =
                KubernetesManifestGroupSpec.newBuilder().setMode(KubernetesManifestGroupSpec.Mode.FULL);
        return List.of(
                created(
                        "err/ext-unknown",
                        inP2(RawClient.resource(ResourceTypes.EXTENSIONS_CONFIGURATIONS, "x", unknown))),
                created("err/ext-no-label", RawClient.resource(ResourceTypes.EXTENSIONS_CONFIGURATIONS, "x", known)),
                created(
                        "err/ext-good",
                        inP2(RawClient.resource(ResourceTypes.EXTENSIONS_CONFIGURATIONS, "schematic-p2", known))),
                created(
                        "err/ka-protected",
                        RawClient.resource(
                                ResourceTypes.KERNEL_ARGS,
                                MACHINE + "1",
                                KernelArgsSpec.newBuilder()
                                        .addArgs("siderolink.api=x")
                                        .build())),
                created(
                        "err/mg-unknown-mode",
                        inP2(RawClient.resource(
                                ResourceTypes.KUBERNETES_MANIFEST_GROUPS,
                                "g",
                                KubernetesManifestGroupSpec.newBuilder()
                                        .setData("kind: Namespace\n")
                                        .build()))),
                created(
                        "err/mg-not-k8s",
                        inP2(RawClient.resource(
                                ResourceTypes.KUBERNETES_MANIFEST_GROUPS,
                                "g",
                                manifest.setData("a: b\n").build()))),
                created(
                        "err/hc-no-job",
                        inP2(RawClient.resource(
                                ResourceTypes.KUBERNETES_HEALTH_CHECKS,
                                "h",
                                KubernetesHealthCheckSpec.getDefaultInstance()))),
                created(
                        "err/nfd",
                        RawClient.resource(
                                ResourceTypes.NODE_FORCE_DESTROY_REQUESTS,
                                MACHINE + "9",
                                NodeForceDestroyRequestSpec.getDefaultInstance())));
    }

    private DynamicTest created(String id, Resource resource) {
        return recording.test(id, () -> client.create(resource));
    }

    private static Resource inP2(Resource resource) {
        return RawClient.with(resource, metadata -> metadata.putLabels(OmniKeys.CLUSTER, "p2"));
    }
}
