package dev.omnibridge.simulator.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.cosi.meta.ResourceDefinitionSpec;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.catalog.OmniVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionsTest {

    @Test
    void everyKindThatIsSimulatedIsInTheTableAndLivesWhereItSays() {
        assertThat(ResourceTypes.all())
                .allSatisfy(type -> assertThat(kind(type.name()).namespace()).isEqualTo(type.namespace()));
    }

    @Test
    void mainHasKindsThatReleasesDoNot() {
        assertThat(names(OmniVersion.V1_10)).hasSize(154).doesNotContain("MachineInstallDiskConfigs.omni.sidero.dev");
        assertThat(names(OmniVersion.MAIN)).hasSize(157).contains("MachineInstallDiskConfigs.omni.sidero.dev");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Clusters.omni.sidero.dev                 | Cluster                | cluster",
                "MachineStatuses.omni.sidero.dev          | MachineStatus          | machinestatus ms",
                "MachineClasses.omni.sidero.dev           | MachineClass           | machineclass mc mcs",
                "ConfigPatches.omni.sidero.dev            | ConfigPatch            | configpatch cp cps",
                "ClusterMachineIdentities.omni.sidero.dev | ClusterMachineIdentity | clustermachineidentity cmi cmis",
                "ClusterUUIDs.omni.sidero.dev             | ClusterUUID            | clusteruuid cuuid cuuids",
                "KubernetesUsages.omni.sidero.dev         | KubernetesUsage        | kubernetesusage ku kus",
                "ResourceDefinitions.meta.cosi.dev        | ResourceDefinition     | api-resources resourcedefinition rd rds",
            })
    void aKindHasItsSingularAndItsInitialsAsAliases(String name, String singular, String aliases) {
        ResourceDefinitionSpec definition = Definitions.definition(kind(name));

        assertThat(definition.getDisplayType()).isEqualTo(singular);
        assertThat(String.join(" ", definition.getAliasesList())).isEqualTo(aliases);
    }

    @Test
    void theYamlOfADefinitionIsInTheSpellingOfCosi() {
        assertThat(DefinitionYaml.of(Definitions.definition(kind("ConfigPatches.omni.sidero.dev"))))
                .isEqualTo("""
                        type: ConfigPatches.omni.sidero.dev
                        displayType: ConfigPatch
                        defaultNamespace: default
                        aliases:
                            - configpatch
                            - cp
                            - cps
                        allAliases:
                            - configpatches
                            - configpatches.omni
                            - configpatches.omni.sidero
                            - configpatch
                            - cp
                            - cps
                        printColumns: []
                        sensitivity: sensitive
                        """);
        assertThat(DefinitionYaml.of(Definitions.definition(kind("LoadBalancerStatuses.omni.sidero.dev"))))
                .endsWith("printColumns:\n    - name: Healthy\n      jsonPath: '{.healthy}'\n");
    }

    private static Kind kind(String name) {
        return Kinds.all().stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(OmniVersion version) {
        return Kinds.of(version).stream().map(Kind::name).toList();
    }
}
