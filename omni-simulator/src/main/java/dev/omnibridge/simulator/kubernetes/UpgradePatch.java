package dev.omnibridge.simulator.kubernetes;

import dev.omnibridge.omni.proto.specs.ConfigPatchSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.machine.KubernetesComponent;
import dev.omnibridge.simulator.state.Store;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The config patch by which Omni brings a machine's Kubernetes to another version: {@code 900-cm-<machine>-kubernetes-upgrade}, one image
 * more with each step (omni/recorded/timeline-k8s-upgrade.txt).
 */
final class UpgradePatch {

    private static final String SYSTEM = OmniKeys.PREFIX + "system-patch";
    private static final Pattern IMAGE = Pattern.compile("image: \\S*/([a-z-]+):v(\\S+)");
    private static final String REGISTRY = "registry.k8s.io/";
    private static final String KUBELET = "ghcr.io/siderolabs/kubelet";
    private static final Map<String, String> FIELDS = new TreeMap<>(Map.of(
            "apiServer", "kube-apiserver",
            "controllerManager", "kube-controller-manager",
            "proxy", "kube-proxy",
            "scheduler", "kube-scheduler"));

    private final Store store;
    private final String owner;

    UpgradePatch(Store store, String owner) {
        this.store = store;
        this.owner = owner;
    }

    /** Image of a component in a version. */
    static String image(KubernetesComponent component, String version) {
        return (component == KubernetesComponent.KUBELET ? KUBELET : REGISTRY + component.app()) + ":v" + version;
    }

    /** Writes the step into the machine's patch, unless it is there. */
    void write(String cluster, ComponentUpdate update) {
        String machine = update.machine().id();
        store.modify(owner, ResourceTypes.CONFIG_PATCHES, id(machine), patch -> {
            Map<String, String> images = images(patch.spec().getData());
            if (update.version().equals(images.get(update.component().app()))) {
                return patch;
            }
            images.put(update.component().app(), update.version());
            if (update.component() == KubernetesComponent.API_SERVER) {
                images.put("kube-proxy", update.version());
            }
            boolean isFirst = patch.spec().getData().isEmpty();
            return patch.withSpec(ConfigPatchSpec.newBuilder()
                            .setData(text(images, isFirst))
                            .build())
                    .withLabel(OmniKeys.CLUSTER, cluster)
                    .withLabel(OmniKeys.CLUSTER_MACHINE, machine)
                    .withLabel(SYSTEM, "");
        });
    }

    /** Writes the machine's patch as Talos would; Omni does so when it looks at it once more. */
    void complete(String machine) {
        store.get(ResourceTypes.CONFIG_PATCHES, id(machine))
                .filter(patch -> patch.owner().equals(owner) && !patch.isTearingDown())
                .ifPresent(patch -> store.modify(
                        owner,
                        ResourceTypes.CONFIG_PATCHES,
                        patch.id(),
                        stored -> stored.withSpec(ConfigPatchSpec.newBuilder()
                                .setData(text(images(stored.spec().getData()), false))
                                .build())));
    }

    /** Removes the patches of machines that have left the cluster, or of all. */
    void remove(String cluster, boolean all) {
        for (Resource<ConfigPatchSpec> patch :
                store.list(ResourceTypes.CONFIG_PATCHES, LabelQuery.equal(OmniKeys.CLUSTER, cluster))) {
            boolean isNeeded = patch.label(OmniKeys.CLUSTER_MACHINE)
                    .flatMap(machine -> store.get(ResourceTypes.CLUSTER_MACHINES, machine))
                    .isPresent();
            if (patch.owner().equals(owner) && all) {
                // with the cluster they go at once, without a teardown before [live]
                store.destroy(owner, ResourceTypes.CONFIG_PATCHES, patch.id());
            } else if (patch.owner().equals(owner) && !isNeeded) {
                Outputs.remove(store, owner, ResourceTypes.CONFIG_PATCHES, patch.id());
            }
        }
    }

    private static String id(String machine) {
        return "900-cm-" + machine + "-kubernetes-upgrade";
    }

    private static Map<String, String> images(String text) {
        Map<String, String> images = new TreeMap<>();
        Matcher image = IMAGE.matcher(text);
        while (image.find()) {
            images.put(image.group(1), image.group(2));
        }
        return images;
    }

    private static String text(Map<String, String> images, boolean isFirst) {
        String kubelet = images.containsKey("kubelet")
                ? "    kubelet:\n        image: " + KUBELET + ":v" + images.get("kubelet") + "\n"
                : "";
        StringBuilder cluster = new StringBuilder();
        FIELDS.forEach((field, app) -> {
            if (images.containsKey(app)) {
                cluster.append("    ").append(field).append(":\n        image: ");
                cluster.append(REGISTRY)
                        .append(app)
                        .append(":v")
                        .append(images.get(app))
                        .append('\n');
            }
        });
        if (isFirst && cluster.isEmpty()) {
            return "machine:\n" + kubelet;
        }
        return "version: \"\"\n"
                + (kubelet.isEmpty()
                        ? "machine: null\n"
                        : "machine:\n    type: \"\"\n    token: \"\"\n    certSANs: []\n" + kubelet)
                + (cluster.isEmpty() ? "cluster: null\n" : "cluster:\n" + cluster);
    }
}
