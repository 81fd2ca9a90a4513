package dev.omnibridge.simulator.behaviour;

import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTER_MACHINE_CONFIG_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.EXTENSIONS_CONFIGURATIONS;
import static dev.omnibridge.omni.resource.ResourceTypes.KERNEL_ARGS;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_EXTENSIONS_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SET_NODES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_STATUSES;
import static dev.omnibridge.omni.resource.ResourceTypes.SCHEMATIC_CONFIGURATIONS;
import static dev.omnibridge.omni.resource.ResourceTypes.TALOS_UPGRADE_STATUSES;
import static dev.omnibridge.simulator.kind.UpkeepKinds.MACHINE_UPGRADE_STATUSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.specs.ExtensionsConfigurationSpec;
import dev.omnibridge.omni.proto.specs.KernelArgsSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.machine.MachineSpeeds;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Extensions and kernel arguments, as they were seen to come and go on a running 1.10.4. */
class ImageTest {

    private static final String TOOLS = "siderolabs/iscsi-tools";

    private final Scene scene = new Scene(MachineSpeeds.instant());
    private final List<String> ids = scene.join(2);
    private final String worker = ids.getLast();

    @Test
    @DisplayName("kernel arguments declared for a machine of a cluster are in its image, and it is upgraded to that")
    void kernelArguments() {
        scene.readyCluster(ids.getFirst(), List.of(worker));
        scene.timeline.clear();

        scene.store.create(
                "",
                Resource.of(
                        KERNEL_ARGS,
                        worker,
                        KernelArgsSpec.newBuilder().addArgs("console=ttyS0").build()));
        scene.settle();

        assertThat(scene.spec(SCHEMATIC_CONFIGURATIONS, worker).getSchematicId())
                .as("as the image factory names it")
                .isEqualTo("ab1024449cff00f2e27caee13298635e8fd178c6079d4de34a9370a55a54b938")
                .isEqualTo(scene.spec(CLUSTER_MACHINE_CONFIG_STATUSES, worker).getSchematicId());
        assertThat(scene.spec(MACHINE_STATUSES, worker).getSchematic().getKernelArgsList())
                .containsExactly("console=ttyS0");
        assertThat(scene.spec(MACHINE_STATUSES, ids.getFirst()).getSchematic().getKernelArgsList())
                .isEmpty();
        assertThat(scene.timeline.values(
                        MACHINE_UPGRADE_STATUSES,
                        worker,
                        status -> status.spec().getStatus()))
                .containsExactly("not in maintenance mode", "machine is up to date");
        assertThat(scene.timeline.values(
                        TALOS_UPGRADE_STATUSES, "demo", r -> r.spec().getPhase()))
                .containsExactly("Reverting", "UpdatingMachineSchematics", "Reverting", "Done");
    }

    @Test
    @DisplayName("the status of extensions tells which are about to come and which are about to go")
    void comingAndGoing() {
        scene.readyCluster(ids.getFirst(), List.of(worker));
        scene.timeline.clear();
        declareExtensions();
        scene.settle();
        scene.tearDown(EXTENSIONS_CONFIGURATIONS, "demo");
        scene.settle();

        assertThat(scene.timeline.values(
                        MACHINE_EXTENSIONS_STATUSES,
                        worker,
                        status -> status.spec().getExtensionsList().stream()
                                .map(item -> item.getName() + " " + item.getPhase())
                                .collect(Collectors.joining(", "))))
                .containsExactly(TOOLS + " Installing", TOOLS + " Installed", TOOLS + " Removing", "");
    }

    @Test
    @DisplayName("a machine that leaves its cluster keeps its extensions, and loses them in the next one")
    void extensionsOfAFormerMember() {
        scene.readyCluster(ids.getFirst(), List.of(worker));
        String vanilla = scene.spec(SCHEMATIC_CONFIGURATIONS, worker).getSchematicId();
        declareExtensions();
        scene.settle();
        String withTools = scene.spec(SCHEMATIC_CONFIGURATIONS, worker).getSchematicId();
        assertThat(withTools).isNotEqualTo(vanilla);

        scene.tearDown(MACHINE_SET_NODES, worker);
        scene.settle();
        assertThat(scene.spec(SCHEMATIC_CONFIGURATIONS, worker).getSchematicId())
                .isEqualTo(withTools)
                .isEqualTo(scene.spec(MACHINE_STATUSES, worker).getSchematic().getFullId());

        scene.tearDown(EXTENSIONS_CONFIGURATIONS, "demo");
        scene.settle();
        scene.node("demo-workers", worker);
        scene.settle();
        assertThat(scene.spec(CLUSTER_MACHINE_CONFIG_STATUSES, worker).getSchematicId())
                .isEqualTo(vanilla);
    }

    @Test
    @DisplayName(
            "extensions that are taken back before a locked machine has them are put on it all the same, and taken off again")
    void takenBack() {
        scene.readyCluster(ids.getFirst(), List.of(worker));
        String vanilla = scene.spec(SCHEMATIC_CONFIGURATIONS, worker).getSchematicId();
        scene.edit(MACHINE_SET_NODES, worker, node -> node.withAnnotation(OmniKeys.LOCKED, ""));
        declareExtensions();
        scene.settle();
        String withTools = scene.spec(SCHEMATIC_CONFIGURATIONS, worker).getSchematicId();

        scene.tearDown(EXTENSIONS_CONFIGURATIONS, "demo");
        scene.settle();
        assertThat(scene.spec(SCHEMATIC_CONFIGURATIONS, worker).getSchematicId())
                .isEqualTo(withTools);
        assertThat(scene.spec(TALOS_UPGRADE_STATUSES, "demo").getStatus())
                .isEqualTo("waiting for machines to be unlocked");

        scene.timeline.clear();
        scene.edit(MACHINE_SET_NODES, worker, node -> node.withoutAnnotation(OmniKeys.LOCKED));
        scene.settle();
        assertThat(scene.timeline.values(
                        MACHINE_STATUSES,
                        worker,
                        status -> status.spec().getSchematic().getFullId()))
                .containsSubsequence(withTools, vanilla);
    }

    private void declareExtensions() {
        scene.store.create(
                "",
                Resource.of(
                                EXTENSIONS_CONFIGURATIONS,
                                "demo",
                                ExtensionsConfigurationSpec.newBuilder()
                                        .addExtensions(TOOLS)
                                        .build())
                        .withLabel(OmniKeys.CLUSTER, "demo"));
    }
}
