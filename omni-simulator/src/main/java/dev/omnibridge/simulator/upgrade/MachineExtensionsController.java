package dev.omnibridge.simulator.upgrade;

import dev.omnibridge.omni.proto.specs.ClusterMachineSpec;
import dev.omnibridge.omni.proto.specs.ExtensionsConfigurationSpec;
import dev.omnibridge.omni.proto.specs.MachineExtensionsSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.clustermachine.Layers;
import dev.omnibridge.simulator.controller.Holding;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.kind.UpkeepKinds;
import dev.omnibridge.simulator.machine.Sha256;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Input;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes of declared extensions what each machine in their scope should have. What is made anew or whose declarations have changed names
 * the declaration that was looked at last, even if a narrower one decides.
 */
final class MachineExtensionsController extends Holding<ExtensionsConfigurationSpec> {

    private static final String NAME = "MachineExtensionsController";
    private static final String ROOT = OmniKeys.PREFIX + "root-configuration";
    private static final String INPUTS_SEEN = "inputResourceVersion";

    MachineExtensionsController(Store store) {
        super(
                store,
                NAME,
                ResourceTypes.EXTENSIONS_CONFIGURATIONS,
                List.of(
                        Input.byId(ResourceTypes.EXTENSIONS_CONFIGURATIONS),
                        new Input<>(ResourceTypes.CLUSTER_MACHINES, machine -> narrowest(store, machine)),
                        new Input<>(
                                UpkeepKinds.MACHINE_EXTENSIONS,
                                extensions -> isFree(extensions) ? all(store, extensions) : List.of())));
    }

    @Override
    protected void held(Resource<ExtensionsConfigurationSpec> declaration) {
        declaration.label(OmniKeys.CLUSTER).ifPresent(cluster -> {
            String seen = seen(cluster);
            List<Resource<ClusterMachineSpec>> machines = machines(declaration);
            machines.forEach(machine -> write(declaration, machine, cluster, seen));
            removeOthers(declaration.id(), machines.stream().map(Resource::id).toList());
        });
    }

    @Override
    protected boolean isDone(Resource<ExtensionsConfigurationSpec> declaration) {
        return removeOthers(declaration.id(), List.of());
    }

    /** In which versions all declarations of a cluster were looked at. */
    private String seen(String cluster) {
        return Sha256.hex(
                store
                        .list(ResourceTypes.EXTENSIONS_CONFIGURATIONS, LabelQuery.equal(OmniKeys.CLUSTER, cluster))
                        .stream()
                        .map(input -> input.id() + "@" + input.version())
                        .collect(Collectors.joining(",")));
    }

    private void write(
            Resource<ExtensionsConfigurationSpec> declaration,
            Resource<ClusterMachineSpec> machine,
            String cluster,
            String seen) {
        Optional<Resource<MachineExtensionsSpec>> known = store.get(UpkeepKinds.MACHINE_EXTENSIONS, machine.id());
        if (known.filter(extensions -> extensions.isTearingDown()
                        || extensions
                                .annotation(INPUTS_SEEN)
                                .filter(seen::equals)
                                .isPresent())
                .isPresent()) {
            return;
        }
        store.modify(
                NAME,
                UpkeepKinds.MACHINE_EXTENSIONS,
                machine.id(),
                output -> output.withLabel(ROOT, declaration.id())
                        .withLabel(
                                OmniKeys.CLUSTER,
                                machine.label(OmniKeys.CLUSTER).orElse(cluster))
                        .withAnnotation(INPUTS_SEEN, seen)
                        .withSpec(extensions(machine, cluster)));
    }

    /**
     * Those of the narrowest scope win outright (resources.md 11), of equal ones the last. One that is about to go still counts: what it made is
     * made again by the next wider one before it is gone, and stays until a declaration of the cluster changes.
     */
    private MachineExtensionsSpec extensions(Resource<ClusterMachineSpec> machine, String cluster) {
        List<Resource<ExtensionsConfigurationSpec>> declared =
                store.list(ResourceTypes.EXTENSIONS_CONFIGURATIONS, LabelQuery.equal(OmniKeys.CLUSTER, cluster));
        String set = machine.label(OmniKeys.MACHINE_SET).orElse("");
        return Stream.<Predicate<Resource<?>>>of(
                        declaration -> names(declaration, OmniKeys.CLUSTER_MACHINE, machine.id()),
                        declaration -> names(declaration, OmniKeys.MACHINE_SET, set),
                        declaration -> scope(declaration).equals(OmniKeys.CLUSTER))
                .map(layer -> declared.stream().filter(layer).reduce((one, other) -> other))
                .flatMap(Optional::stream)
                .findFirst()
                .map(declaration -> MachineExtensionsSpec.newBuilder()
                        .addAllExtensions(declaration.spec().getExtensionsList())
                        .build())
                .orElse(MachineExtensionsSpec.getDefaultInstance());
    }

    private static boolean names(Resource<?> declaration, String label, String value) {
        return declaration.label(label).filter(value::equals).isPresent();
    }

    /** Removes what a declaration made for other machines than these; whether all of it is gone. */
    private boolean removeOthers(String declaration, List<String> machines) {
        boolean gone = true;
        for (Resource<?> extensions : store.list(UpkeepKinds.MACHINE_EXTENSIONS, LabelQuery.equal(ROOT, declaration))) {
            if (!machines.contains(extensions.id())) {
                gone &= Outputs.remove(store, NAME, UpkeepKinds.MACHINE_EXTENSIONS, extensions.id());
            }
        }
        return gone;
    }

    private List<Resource<ClusterMachineSpec>> machines(Resource<ExtensionsConfigurationSpec> declaration) {
        String scope = scope(declaration);
        String name = declaration.label(scope).orElse("");
        return scope.equals(OmniKeys.CLUSTER_MACHINE)
                ? store.get(ResourceTypes.CLUSTER_MACHINES, name).stream().toList()
                : store.list(ResourceTypes.CLUSTER_MACHINES, LabelQuery.equal(scope, name));
    }

    /** A machine that comes is looked at by the declarations of the narrowest scope that has some. */
    private static Collection<String> narrowest(Store store, Resource<ClusterMachineSpec> machine) {
        List<Resource<ExtensionsConfigurationSpec>> layers =
                Layers.of(store, ResourceTypes.EXTENSIONS_CONFIGURATIONS, machine);
        return layers.stream()
                .filter(declaration -> scope(declaration).equals(scope(layers.getLast())))
                .map(Resource::id)
                .toList();
    }

    private static String scope(Resource<?> declaration) {
        return Stream.of(OmniKeys.CLUSTER_MACHINE, OmniKeys.MACHINE_SET)
                .filter(declaration::hasLabel)
                .findFirst()
                .orElse(OmniKeys.CLUSTER);
    }

    /** Nothing else that happens to an output is of interest. */
    private static boolean isFree(Resource<?> extensions) {
        return extensions.isTearingDown() && extensions.finalizers().isEmpty();
    }

    private static Collection<String> all(Store store, Resource<?> ofCluster) {
        return ofCluster
                .label(OmniKeys.CLUSTER)
                .map(cluster ->
                        store
                                .list(
                                        ResourceTypes.EXTENSIONS_CONFIGURATIONS,
                                        LabelQuery.equal(OmniKeys.CLUSTER, cluster))
                                .stream()
                                .map(Resource::id)
                                .toList())
                .orElse(List.of());
    }
}
