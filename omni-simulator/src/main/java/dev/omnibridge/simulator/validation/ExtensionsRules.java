package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.ExtensionsConfigurationSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.catalog.ExtensionTable;
import dev.omnibridge.simulator.state.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules of extensions configurations (resources.md 11): looked at on every write, against the cluster's version of now. */
final class ExtensionsRules implements Rules<ExtensionsConfigurationSpec> {

    private static final int MOST = 256;
    private static final String OFFICIAL = "siderolabs/";

    private final Store store;

    ExtensionsRules(Store store) {
        this.store = store;
    }

    @Override
    public ResourceType<ExtensionsConfigurationSpec> type() {
        return ResourceTypes.EXTENSIONS_CONFIGURATIONS;
    }

    @Override
    public List<String> onCreate(Resource<ExtensionsConfigurationSpec> next) {
        List<String> extensions = next.spec().getExtensionsList();
        if (extensions.isEmpty()) {
            return List.of();
        }
        if (next.label(OmniKeys.CLUSTER).orElse("").isEmpty()) {
            return List.of("extensions configuration with a non-empty extensions list must target a cluster via the"
                    + " cluster label");
        }
        var cluster =
                store.get(ResourceTypes.CLUSTERS, next.label(OmniKeys.CLUSTER).orElse(""));
        if (cluster.isEmpty()) {
            return List.of("cluster \"" + next.label(OmniKeys.CLUSTER).orElse("") + "\" does not exist");
        }
        return problems(extensions, cluster.get().spec().getTalosVersion());
    }

    @Override
    public List<String> onUpdate(
            Resource<ExtensionsConfigurationSpec> old, Resource<ExtensionsConfigurationSpec> next) {
        return onCreate(next);
    }

    /** Only the first problem is told. */
    private static List<String> problems(List<String> extensions, String talosVersion) {
        if (extensions.size() > MOST) {
            return List.of("extensions list has " + extensions.size() + " entries, exceeds maximum of " + MOST);
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < extensions.size(); i++) {
            String extension = extensions.get(i);
            String entry = "extension \"" + extension + "\" (entry " + i + ")";
            if (!ExtensionTable.offers(extension)) {
                return List.of(entry + " is not available for Talos version \"" + talosVersion + "\"");
            }
            if (!seen.add(extension.contains("/") ? extension : OFFICIAL + extension)) {
                return List.of(entry + " is listed more than once");
            }
        }
        return List.of();
    }
}
