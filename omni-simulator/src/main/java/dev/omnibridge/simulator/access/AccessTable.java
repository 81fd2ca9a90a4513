package dev.omnibridge.simulator.access;

import static dev.omnibridge.omni.resource.ResourceTypes.CLUSTERS;
import static dev.omnibridge.omni.resource.ResourceTypes.CONFIG_PATCHES;
import static dev.omnibridge.omni.resource.ResourceTypes.CURRENT_USERS;
import static dev.omnibridge.omni.resource.ResourceTypes.EXTENSIONS_CONFIGURATIONS;
import static dev.omnibridge.omni.resource.ResourceTypes.FEATURES_CONFIGS;
import static dev.omnibridge.omni.resource.ResourceTypes.KERNEL_ARGS;
import static dev.omnibridge.omni.resource.ResourceTypes.KUBERNETES_HEALTH_CHECKS;
import static dev.omnibridge.omni.resource.ResourceTypes.KUBERNETES_MANIFEST_GROUPS;
import static dev.omnibridge.omni.resource.ResourceTypes.KUBERNETES_VERSIONS;
import static dev.omnibridge.omni.resource.ResourceTypes.LINKS;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_CLASSES;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_LABELS;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SETS;
import static dev.omnibridge.omni.resource.ResourceTypes.MACHINE_SET_NODES;
import static dev.omnibridge.omni.resource.ResourceTypes.NODE_FORCE_DESTROY_REQUESTS;
import static dev.omnibridge.omni.resource.ResourceTypes.SYS_VERSIONS;
import static dev.omnibridge.omni.resource.ResourceTypes.TALOS_VERSIONS;

import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.catalog.SelfDescription;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which kinds exist for clients and who may do what with them (resources.md 5, wire-protocol.md 7.1). Access policies are not modelled yet. */
public final class AccessTable {

    private static final List<ResourceType<?>> DECLARED = List.of(
            CLUSTERS,
            MACHINE_SETS,
            MACHINE_SET_NODES,
            MACHINE_CLASSES,
            CONFIG_PATCHES,
            EXTENSIONS_CONFIGURATIONS,
            KERNEL_ARGS,
            MACHINE_LABELS,
            KUBERNETES_MANIFEST_GROUPS,
            KUBERNETES_HEALTH_CHECKS,
            NODE_FORCE_DESTROY_REQUESTS);
    private static final List<ResourceType<?>> FOR_ANYBODY =
            List.of(TALOS_VERSIONS, KUBERNETES_VERSIONS, FEATURES_CONFIGS, CURRENT_USERS, SYS_VERSIONS);

    private record Access(Role readers, Set<Verb> verbs) {}

    private final Map<String, Access> byType = new HashMap<>();

    /** The table as of Omni 1.10. */
    public AccessTable() {
        ResourceTypes.all().forEach(type -> byType.put(type.name(), new Access(Role.READER, EnumSet.of(Verb.READ))));
        DECLARED.forEach(type -> byType.put(type.name(), new Access(Role.READER, EnumSet.allOf(Verb.class))));
        FOR_ANYBODY.forEach(type -> byType.put(type.name(), new Access(Role.NONE, EnumSet.of(Verb.READ))));
        byType.put(LINKS.name(), new Access(Role.READER, EnumSet.of(Verb.READ, Verb.DESTROY)));
        byType.put(MACHINES.name(), new Access(Role.INFRA_PROVIDER, EnumSet.of(Verb.READ)));
        byType.put(SelfDescription.RESOURCE_DEFINITIONS.name(), new Access(Role.NONE, EnumSet.of(Verb.READ)));
    }

    /** Types that users create, change and remove. */
    public static List<ResourceType<?>> declaredByUsers() {
        return DECLARED;
    }

    /** Why a caller of this role may not do this; empty if it may. */
    public Optional<AccessDenied> check(Role role, Verb verb, String type) {
        Access access = byType.get(type);
        if (access == null) {
            return Optional.of(AccessDenied.closed());
        }
        if (!access.verbs.contains(verb)) {
            return Optional.of(AccessDenied.readOnly());
        }
        Role needed = verb == Verb.READ ? access.readers : Role.OPERATOR;
        return role.includes(needed) ? Optional.empty() : Optional.of(AccessDenied.insufficient(role));
    }
}
