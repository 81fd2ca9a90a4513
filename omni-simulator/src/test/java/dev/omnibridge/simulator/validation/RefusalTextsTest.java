package dev.omnibridge.simulator.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import dev.omnibridge.omni.proto.cosi.Resource;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.proto.specs.ExtensionsConfigurationSpec;
import dev.omnibridge.omni.proto.specs.KernelArgsSpec;
import dev.omnibridge.omni.proto.specs.KubernetesHealthCheckSpec;
import dev.omnibridge.omni.proto.specs.KubernetesManifestGroupSpec;
import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.proto.specs.MachineClassSpec.Provision;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec;
import dev.omnibridge.omni.proto.specs.MachineSetSpec.BootstrapSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.SimulatorTest;
import io.grpc.StatusException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Omni 1.10.4 says to content it refuses; of one kind's rules it mostly tells only the first that is broken. */
class RefusalTextsTest extends SimulatorTest {

    private static final String JOB = "apiVersion: batch/v1\nkind: Job\n";

    @BeforeEach
    void prepare() throws Exception {
        client.create(
                ResourceTypes.CLUSTERS,
                "c",
                ClusterSpec.newBuilder()
                        .setTalosVersion("1.13.8")
                        .setKubernetesVersion("1.36.3")
                        .build());
    }

    @Test
    void ofTheEnvelopeTheFirstBadEntryIsTold() {
        Resource labels = RawClient.resource(ResourceTypes.MACHINE_LABELS, "m", MachineLabelsSpec.getDefaultInstance());

        assertThat(refused(RawClient.with(labels, m -> m.putLabels("a", "x\ny").putLabels("b", "x\ny"))))
                .containsExactly("label value for key \"a\" must not contain control characters");
        assertThat(refused(RawClient.with(labels, m -> m.putLabels("a\nb", "x"))))
                .containsExactly("label key \"a\\nb\" must not contain control characters");
    }

    @Test
    void ofAClassTheFirstMistakeIsTold() {
        assertThat(refused(machineClass(
                        MachineClassSpec.newBuilder().addMatchLabels("a in (").addMatchLabels("b in ("))))
                .containsExactly("failed to parse matchLabels: rpc error: code = InvalidArgument desc = unable to parse"
                        + " term: found '', expected: ',', ')' or identifier");
        assertThat(refused(machineClass(MachineClassSpec.newBuilder()
                        .addMatchLabels("a")
                        .setAutoProvision(Provision.newBuilder().setProviderId("p")))))
                .containsExactly("can't set both auto provision and match labels at the same time");
        assertThat(refused(
                        machineClass(MachineClassSpec.newBuilder().setAutoProvision(Provision.getDefaultInstance()))))
                .containsExactly("providerID can not be empty");
        assertThat(refused(machineClass(MachineClassSpec.newBuilder()
                        .setAutoProvision(Provision.newBuilder().setProviderId("p")))))
                .containsExactly("failed to get provider: failed to get: resource"
                        + " InfraProviderStatuses.omni.sidero.dev(infra-provider/p@undefined) doesn't exist");
    }

    @Test
    void aSnapshotIsARelativePath() {
        for (String path : List.of("../y", "/y", "a//b", "a/./b", "a/")) {
            assertThat(refused(restored(path)))
                    .containsExactly("bootstrap snapshot must be a relative path without parent-directory references");
        }
        assertThat(refused(restored("y".repeat(4097))))
                .containsExactly("bootstrap snapshot path is too long: 4097 bytes (max 4096)");
        assertThat(refused(restored("a/b.snapshot"))).containsExactly("invalid cluster UUID \"x\"");
    }

    @Test
    void kernelArgsAreCounted() {
        assertThat(refused(kernelArgs(List.of("a".repeat(257), "b\n"))))
                .containsExactly("args[0] is too long: 257 bytes (max 256)");
        assertThat(refused(kernelArgs(List.of("a", "b\n")))).containsExactly("args[1] contains a control character");
        assertThat(refused(kernelArgs(Collections.nCopies(65, "x"))))
                .containsExactly("args has too many entries: 65 (max 64)");
    }

    @Test
    void anExtensionIsListedOnce() {
        assertThat(refused(extensions(List.of("iscsi-tools", "siderolabs/iscsi-tools"))))
                .containsExactly("extension \"siderolabs/iscsi-tools\" (entry 1) is listed more than once");
        assertThat(refused(extensions(List.of("siderolabs/nope", "other/nope"))))
                .containsExactly(
                        "extension \"siderolabs/nope\" (entry 0) is not available for Talos version \"1.13.8\"");
    }

    @Test
    void manifestsAreKubernetesObjectsOfACluster() {
        var group = KubernetesManifestGroupSpec.newBuilder().setMode(KubernetesManifestGroupSpec.Mode.FULL);
        Resource ofNoCluster = RawClient.resource(ResourceTypes.KUBERNETES_MANIFEST_GROUPS, "g", group.build());
        assertThat(refused(ofNoCluster)).containsExactly("the resource must have omni.sidero.dev/cluster label set");
        String mismatch = "error loading JSON manifest into unstructured: json: cannot unmarshal ";
        assertThat(refused(inCluster(RawClient.resource(
                        ResourceTypes.KUBERNETES_MANIFEST_GROUPS,
                        "g",
                        group.setData("[]").build()))))
                .containsExactly(mismatch + "array into Go value of type map[string]interface {}");
        assertThat(refused(inCluster(RawClient.resource(
                        ResourceTypes.KUBERNETES_MANIFEST_GROUPS,
                        "g",
                        group.setData("a: [").build()))))
                .containsExactly("error converting manifest to JSON: yaml: line 1: did not find expected node content");
    }

    @Test
    void aHealthCheckIsAJobWithAName() {
        assertThat(refused(healthCheck("h-", JOB, 0)))
                .singleElement()
                .asString()
                .startsWith("healthcheck ID \"h-\" cannot be used to build the runner name \"omni-healthcheck-h-\": a"
                        + " lowercase RFC 1123 subdomain must consist of")
                .endsWith("'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");
        assertThat(refused(healthCheck("H_2", "", 0))).containsExactly("healthcheck job manifest must be set");
        assertThat(refused(healthCheck("h".repeat(240), JOB, 0)))
                .singleElement()
                .asString()
                .endsWith(": must be no more than 253 characters");
        String invalid =
                "healthcheck job manifest is invalid: failed to unmarshal healthcheck job manifest: json: cannot"
                        + " unmarshal ";
        assertThat(refused(healthCheck("h", "x", 0))).containsExactly(invalid + "string into Go value of type v1.Job");
        assertThat(refused(healthCheck("h", JOB + "spec: 5\n", 0)))
                .containsExactly(invalid + "number into Go struct field Job.spec of type v1.JobSpec");
        assertThat(refused(healthCheck("h", JOB, 4))).containsExactly("healthcheck interval must be at least 5s");
    }

    private List<String> refused(Resource resource) {
        StatusException refusal = catchThrowableOfType(StatusException.class, () -> client.create(resource));
        String text = String.valueOf(refusal.getStatus().getDescription());
        return List.of(text.replaceFirst("(?s)failed to validate: \\d+ errors? occurred:\n\t\\* ", "")
                .replaceFirst("\n\n$", "")
                .split("\n\t\\* ", -1));
    }

    private static Resource machineClass(MachineClassSpec.Builder spec) {
        return RawClient.resource(ResourceTypes.MACHINE_CLASSES, "k", spec.build());
    }

    private static Resource restored(String snapshot) {
        return RawClient.with(
                inCluster(RawClient.resource(
                        ResourceTypes.MACHINE_SETS,
                        "c-control-planes",
                        MachineSetSpec.newBuilder()
                                .setBootstrapSpec(BootstrapSpec.newBuilder()
                                        .setClusterUuid("x")
                                        .setSnapshot(snapshot))
                                .build())),
                metadata -> metadata.putLabels(OmniKeys.ROLE_CONTROL_PLANE, ""));
    }

    private static Resource kernelArgs(List<String> args) {
        return RawClient.resource(
                ResourceTypes.KERNEL_ARGS,
                "m",
                KernelArgsSpec.newBuilder().addAllArgs(args).build());
    }

    private static Resource extensions(List<String> extensions) {
        return inCluster(RawClient.resource(
                ResourceTypes.EXTENSIONS_CONFIGURATIONS,
                "e",
                ExtensionsConfigurationSpec.newBuilder()
                        .addAllExtensions(extensions)
                        .build()));
    }

    private static Resource healthCheck(String id, String job, int seconds) {
        return inCluster(RawClient.resource(
                ResourceTypes.KUBERNETES_HEALTH_CHECKS,
                id,
                KubernetesHealthCheckSpec.newBuilder()
                        .setJob(job)
                        .setInterval(Duration.newBuilder().setSeconds(seconds))
                        .build()));
    }

    private static Resource inCluster(Resource resource) {
        return RawClient.with(resource, metadata -> metadata.putLabels(OmniKeys.CLUSTER, "c"));
    }
}
