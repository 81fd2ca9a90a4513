package dev.omnibridge.simulator.kind;

import dev.omnibridge.omni.proto.cosi.meta.NamespaceSpec;
import dev.omnibridge.omni.proto.cosi.meta.ResourceDefinitionSpec;
import dev.omnibridge.omni.proto.cosi.meta.ResourceDefinitionSpec.Sensitivity;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.catalog.OmniVersion;
import dev.omnibridge.simulator.state.Store;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The namespace {@code meta}: by it omnictl turns an alias into a kind, and knows how to print it. */
public final class Definitions {

    /** The kinds there are; the id is the name in lower case. */
    public static final ResourceType<ResourceDefinitionSpec> RESOURCE_DEFINITIONS = new ResourceType<>(
            "ResourceDefinitions.meta.cosi.dev", "meta", ResourceDefinitionSpec.getDefaultInstance());

    /** The namespaces there are. */
    public static final ResourceType<NamespaceSpec> NAMESPACES =
            new ResourceType<>("Namespaces.meta.cosi.dev", "meta", NamespaceSpec.getDefaultInstance());

    private static final String OWNER = "meta";
    /** The namespaces and how Omni describes them. */
    private static final Map<String, String> DESCRIPTIONS = new TreeMap<>(Map.of(
            "meta", "Metadata namespace which contains resource and namespace definitions.",
            "default", "Default namespace for resources",
            "ephemeral", "Ephemeral namespace for resources",
            "metrics", "Secondary storage namespace for resources",
            "virtual", "Namespace for virtual resources",
            "external", "Namespace for external resources",
            "infra-provider", "Infra providers persistent namespace",
            "infra-provider-ephemeral", "Infra providers ephemeral namespace"));

    private Definitions() {}

    /** Writes the definitions of a generation into a store. */
    public static void publish(OmniVersion version, Store store) {
        DESCRIPTIONS.forEach((name, description) -> store.create(
                OWNER,
                Resource.of(
                        NAMESPACES,
                        name,
                        NamespaceSpec.newBuilder().setDescription(description).build())));
        for (Kind kind : Kinds.of(version)) {
            store.create(
                    OWNER, Resource.of(RESOURCE_DEFINITIONS, kind.name().toLowerCase(Locale.ROOT), definition(kind)));
        }
    }

    static ResourceDefinitionSpec definition(Kind kind) {
        return ResourceDefinitionSpec.newBuilder()
                .setResourceType(kind.name())
                .setDisplayType(Aliases.singular(kind.plural()))
                .setDefaultNamespace(kind.namespace())
                .addAllAliases(Aliases.forPeople(kind))
                .addAllAllAliases(Aliases.all(kind))
                .addAllPrintColumns(kind.columns())
                .setSensitivity(kind.isSensitive() ? Sensitivity.SENSITIVE : Sensitivity.NON_SENSITIVE)
                .build();
    }
}
