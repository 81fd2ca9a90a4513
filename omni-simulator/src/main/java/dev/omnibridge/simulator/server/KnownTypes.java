package dev.omnibridge.simulator.server;

import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.catalog.SelfDescription;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The kinds this Omni serves, by full name. */
final class KnownTypes {

    private static final Map<String, ResourceType<?>> BY_NAME = new HashMap<>();

    static {
        ResourceTypes.all().forEach(type -> BY_NAME.put(type.name(), type));
        BY_NAME.put(SelfDescription.RESOURCE_DEFINITIONS.name(), SelfDescription.RESOURCE_DEFINITIONS);
    }

    private KnownTypes() {}

    /** The type of this exact name. */
    static Optional<ResourceType<?>> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
