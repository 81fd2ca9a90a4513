package dev.omnibridge.simulator.server;

import com.google.protobuf.Empty;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.kind.AccessKinds;
import dev.omnibridge.simulator.kind.BackupKinds;
import dev.omnibridge.simulator.kind.Definitions;
import dev.omnibridge.simulator.kind.JoiningKinds;
import dev.omnibridge.simulator.kind.Kinds;
import dev.omnibridge.simulator.kind.MainKinds;
import dev.omnibridge.simulator.kind.MetricsKinds;
import dev.omnibridge.simulator.kind.UpkeepKinds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds this Omni serves, by full name. A kind that nothing here fills is served too, and has no resources. */
final class KnownTypes {

    private static final Map<String, ResourceType<?>> FILLED = new HashMap<>();
    private static final Map<String, ResourceType<?>> EMPTY = new HashMap<>();

    static {
        ResourceTypes.all().forEach(KnownTypes::fill);
        List.of(Definitions.RESOURCE_DEFINITIONS, Definitions.NAMESPACES, MainKinds.MACHINE_INSTALL_DISK_CONFIGS)
                .forEach(KnownTypes::fill);
        AccessKinds.all().forEach(KnownTypes::fill);
        BackupKinds.all().forEach(KnownTypes::fill);
        UpkeepKinds.all().forEach(KnownTypes::fill);
        JoiningKinds.all().forEach(KnownTypes::fill);
        MetricsKinds.all().forEach(KnownTypes::fill);
        Kinds.all()
                .forEach(kind -> EMPTY.put(
                        kind.name(), new ResourceType<>(kind.name(), kind.namespace(), Empty.getDefaultInstance())));
    }

    private KnownTypes() {}

    private static void fill(ResourceType<?> type) {
        FILLED.put(type.name(), type);
    }

    /** The type of this exact name. */
    static Optional<ResourceType<?>> find(String name) {
        return Optional.<ResourceType<?>>ofNullable(FILLED.get(name)).or(() -> Optional.ofNullable(EMPTY.get(name)));
    }

    /** Whether clients can write resources of it here, if they may. */
    static boolean isKept(String name) {
        return FILLED.containsKey(name);
    }
}
