package dev.omnibridge.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ConfigPatchSpec;
import dev.omnibridge.omni.proto.specs.ExtensionsConfigurationSpec;
import dev.omnibridge.omni.proto.specs.KernelArgsSpec;
import dev.omnibridge.omni.proto.specs.KubernetesManifestGroupSpec;
import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the content of patches, classes, extensions, kernel args and manifests is refused for: one reason, the first that is found. */
class ContentContractTest {

    @RegisterExtension
    static final OmniUnderTest omni = new OmniUnderTest();

    private final Refused refused = new Refused(omni);

    @BeforeEach
    void writes() {
        omni.needsToWrite();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '%',
            value = {
                "{}|config not found",
                "[]|expected a YAML document at line 1",
                "a: b|error decoding document /v1alpha1/ (line 1): missing kind",
                "debug: maybe|error decoding document /v1alpha1/ (line 1): error decoding to *v1alpha1.Config: yaml:"
                        + " construct errors: line 1: cannot construct !!str `maybe` into bool",
                "{apiVersion: v1alpha1, kind: Nope}|error decoding document v1alpha1/Nope/ (line 1): \"Nope\" \"v1alpha1\":"
                        + " not registered",
                "{apiVersion: v1alpha1, kind: KubeClusterConfig}|the \"KubeClusterConfig\" document is not allowed in the"
                        + " config patch"
            })
    void aPatchIsLoadedByTalosBeforeOmniLooksAtIt(String text, String problem) {
        refused.create(
                Resource.of(
                        ResourceTypes.CONFIG_PATCHES,
                        omni.id("patch"),
                        ConfigPatchSpec.newBuilder().setData(text).build()),
                problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '%',
            value = {
                "a in (b|unable to parse term: found '', expected: ',' or ')'",
                "a,|found '', expected: identifier after ','",
                "a b|unable to parse term: found 'b', expected: ==, =, !=, >=, >, in, notin, <=, <"
            })
    void aClassNeedsSelectorsThatCanBeRead(String selector, String problem) {
        refused.create(machineClass(selector, "another in ("), "failed to parse matchLabels: " + problem);
    }

    @Test
    void aBlankSelectorIsOne() {
        Resource<MachineClassSpec> blank = machineClass("");
        omni.leftovers().expect(blank.type(), blank.id());

        assertThat(omni.state().create(blank).spec().getMatchLabelsList()).containsExactly("");
    }

    @Test
    void kernelArgsAreShortLines() {
        refused.create(
                Resource.of(
                        ResourceTypes.KERNEL_ARGS,
                        omni.id("args"),
                        KernelArgsSpec.newBuilder()
                                .addArgs("a".repeat(257))
                                .addArgs("b\n")
                                .build()),
                "args[0] is too long: 257 bytes (max 256)");
    }

    @Test
    void extensionsAreOfAClusterThatExists() {
        String missing = omni.id("missing");
        refused.create(
                Resource.of(
                                ResourceTypes.EXTENSIONS_CONFIGURATIONS,
                                omni.id("extensions"),
                                ExtensionsConfigurationSpec.newBuilder()
                                        .addExtensions("siderolabs/none")
                                        .build())
                        .withLabel(OmniKeys.CLUSTER, missing),
                "cluster \"" + missing + "\" does not exist");
    }

    @Test
    void manifestsAreObjectsWithAMode() {
        Resource<KubernetesManifestGroupSpec> list = Resource.of(
                ResourceTypes.KUBERNETES_MANIFEST_GROUPS,
                omni.id("manifests"),
                KubernetesManifestGroupSpec.newBuilder().setData("[]").build());

        refused.create(list, "the manifest should have mode field set");
        refused.create(
                list.withLabel(OmniKeys.CLUSTER, omni.id("cluster"))
                        .withSpec(list.spec().toBuilder()
                                .setMode(KubernetesManifestGroupSpec.Mode.FULL)
                                .build()),
                "error loading JSON manifest into unstructured: json: cannot unmarshal array into Go value of type"
                        + " map[string]interface {}");
    }

    private Resource<MachineClassSpec> machineClass(String... selectors) {
        return Resource.of(
                ResourceTypes.MACHINE_CLASSES,
                omni.id("class"),
                MachineClassSpec.newBuilder()
                        .addAllMatchLabels(List.of(selectors))
                        .build());
    }
}
