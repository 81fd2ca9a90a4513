package dev.omnibridge.simulator.kubernetes;

import dev.omnibridge.omni.proto.specs.ImagePullRequestSpec;
import dev.omnibridge.omni.proto.specs.ImagePullRequestSpec.NodeImageList;
import dev.omnibridge.omni.proto.specs.ImagePullStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.kind.UpkeepKinds;
import dev.omnibridge.simulator.machine.KubernetesComponent;
import dev.omnibridge.simulator.machine.MachineConfig;
import dev.omnibridge.simulator.machine.VirtualMachine;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets the nodes of a cluster pull the images of another Kubernetes before an upgrade, one by one, control planes first. */
final class ImagePulls {

    private static final String REQUESTER = "KubernetesUpgradeStatusController";
    private static final String OWNER = "ImagePullStatusController";
    private static final List<KubernetesComponent> ORDER = List.of(
            KubernetesComponent.KUBELET,
            KubernetesComponent.API_SERVER,
            KubernetesComponent.CONTROLLER_MANAGER,
            KubernetesComponent.SCHEDULER);

    private record Pull(String node, String image) {}

    private final World world;
    private final Store store;
    private final Duration each;
    /** Version the images of which were asked for last, by cluster. */
    private final Map<String, String> requested = new HashMap<>();

    ImagePulls(World world, Duration each) {
        this.world = world;
        this.store = world.store();
        this.each = each;
    }

    /** Whether all images of a version are there; begins to pull them if nobody has. */
    boolean areDone(String cluster, String version, List<VirtualMachine> nodes) {
        if (!version.equals(requested.put(cluster, version))) {
            begin(cluster, version, pulls(nodes, version));
        }
        return store.get(ResourceTypes.IMAGE_PULL_STATUSES, cluster)
                .map(Resource::spec)
                .filter(status -> status.getProcessedCount() == status.getTotalCount()
                        && status.getLastProcessedImage().endsWith(":v" + version))
                .isPresent();
    }

    /** Forgets a cluster; the request is not torn down first. */
    void forget(String cluster) {
        requested.remove(cluster);
        if (store.get(UpkeepKinds.IMAGE_PULL_REQUESTS, cluster).isPresent()) {
            store.destroy(REQUESTER, UpkeepKinds.IMAGE_PULL_REQUESTS, cluster);
        }
        Outputs.remove(store, OWNER, ResourceTypes.IMAGE_PULL_STATUSES, cluster);
    }

    private void begin(String cluster, String version, List<Pull> pulls) {
        long request = store.modify(
                        REQUESTER,
                        UpkeepKinds.IMAGE_PULL_REQUESTS,
                        cluster,
                        output -> output.withLabel(OmniKeys.CLUSTER, cluster).withSpec(request(pulls)))
                .version();
        for (int i = 0; i < pulls.size(); i++) {
            Pull pull = pulls.get(i);
            ImagePullStatusSpec status = ImagePullStatusSpec.newBuilder()
                    .setLastProcessedNode(pull.node())
                    .setLastProcessedImage(pull.image())
                    .setProcessedCount(i + 1)
                    .setTotalCount(pulls.size())
                    .setRequestVersion(Long.toString(request))
                    .build();
            world.schedule(each.multipliedBy(i + 1L), () -> {
                if (version.equals(requested.get(cluster))) {
                    store.modify(
                            OWNER,
                            ResourceTypes.IMAGE_PULL_STATUSES,
                            cluster,
                            output ->
                                    output.withLabel(OmniKeys.CLUSTER, cluster).withSpec(status));
                }
            });
        }
    }

    private static ImagePullRequestSpec request(List<Pull> pulls) {
        Map<String, NodeImageList.Builder> byNode = new LinkedHashMap<>();
        pulls.forEach(pull -> byNode.computeIfAbsent(
                        pull.node(), node -> NodeImageList.newBuilder().setNode(node))
                .addImages(pull.image()));
        ImagePullRequestSpec.Builder request = ImagePullRequestSpec.newBuilder();
        byNode.values().forEach(request::addNodeImageList);
        return request.build();
    }

    private static List<Pull> pulls(List<VirtualMachine> nodes, String version) {
        List<Pull> pulls = new ArrayList<>();
        nodes.stream()
                .sorted(Comparator.comparing((VirtualMachine machine) -> !isControlPlane(machine))
                        .thenComparing(VirtualMachine::hostname))
                .forEach(machine -> ORDER.stream()
                        .filter(component -> isControlPlane(machine) || !component.isControlPlaneOnly())
                        .map(component -> new Pull(machine.hostname(), UpgradePatch.image(component, version)))
                        .forEach(pulls::add));
        return pulls;
    }

    private static boolean isControlPlane(VirtualMachine machine) {
        return machine.config().filter(MachineConfig::controlPlane).isPresent();
    }
}
