package dev.omnibridge.simulator.kind;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.specs.ConnectionParamsSpec;
import dev.omnibridge.omni.proto.specs.DefaultJoinTokenSpec;
import dev.omnibridge.omni.proto.specs.InstallationMediaSpec;
import dev.omnibridge.omni.proto.specs.JoinTokenSpec;
import dev.omnibridge.omni.proto.specs.JoinTokenStatusSpec;
import dev.omnibridge.omni.proto.specs.JoinTokenUsageSpec;
import dev.omnibridge.omni.proto.specs.LinkStatusSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusLinkSpec;
import dev.omnibridge.omni.proto.specs.NodeUniqueTokenStatusSpec;
import dev.omnibridge.omni.proto.specs.SiderolinkAPIConfigSpec;
import dev.omnibridge.omni.resource.ResourceType;
import java.util.List;

/** Types about how machines join: images to boot them from, tokens, links. */
public final class JoiningKinds {

    /** Tokens by which machines join; the id is the token. */
    public static final ResourceType<JoinTokenSpec> JOIN_TOKENS =
            of("JoinTokens", "default", JoinTokenSpec.getDefaultInstance());

    /** The token that a new image gets; one resource, {@link #DEFAULT_TOKEN}. */
    public static final ResourceType<DefaultJoinTokenSpec> DEFAULT_JOIN_TOKENS =
            of("DefaultJoinTokens", "default", DefaultJoinTokenSpec.getDefaultInstance());

    /** Whether a token is of use, and who would suffer if it were revoked. */
    public static final ResourceType<JoinTokenStatusSpec> JOIN_TOKEN_STATUSES =
            of("JoinTokenStatuses", "default", JoinTokenStatusSpec.getDefaultInstance());

    /** By which token a machine joined; no client may read it. */
    public static final ResourceType<JoinTokenUsageSpec> JOIN_TOKEN_USAGES =
            of("JoinTokenUsages", "default", JoinTokenUsageSpec.getDefaultInstance());

    /** Whether a machine keeps the token that Omni gave it alone. */
    public static final ResourceType<NodeUniqueTokenStatusSpec> NODE_UNIQUE_TOKEN_STATUSES =
            of("NodeUniqueTokenStatuses", "default", NodeUniqueTokenStatusSpec.getDefaultInstance());

    /** The WireGuard peer of a link; the id names the link and its type. */
    public static final ResourceType<LinkStatusSpec> LINK_STATUSES =
            of("LinkStatuses", "ephemeral", LinkStatusSpec.getDefaultInstance());

    /** What people see of a machine at a glance. */
    public static final ResourceType<MachineStatusLinkSpec> MACHINE_STATUS_LINKS =
            of("MachineStatusLinks", "metrics", MachineStatusLinkSpec.getDefaultInstance());

    /** What a machine needs to find its Omni, in the old form; one resource, {@link #SIDEROLINK}. */
    public static final ResourceType<ConnectionParamsSpec> CONNECTION_PARAMS =
            of("ConnectionParams", "default", ConnectionParamsSpec.getDefaultInstance());

    /** Where machines find their Omni; one resource, {@link #SIDEROLINK}. */
    public static final ResourceType<SiderolinkAPIConfigSpec> SIDEROLINK_API_CONFIGS =
            of("SiderolinkAPIConfigs", "default", SiderolinkAPIConfigSpec.getDefaultInstance());

    /** Images that can be had. */
    public static final ResourceType<InstallationMediaSpec> INSTALLATION_MEDIAS =
            of("InstallationMedias", "ephemeral", InstallationMediaSpec.getDefaultInstance());

    /** Id of the default join token. */
    public static final String DEFAULT_TOKEN = "default";

    /** Id of what concerns all of SideroLink. */
    public static final String SIDEROLINK = "siderolink-config";

    private JoiningKinds() {}

    /** All of them. */
    public static List<ResourceType<?>> all() {
        return List.of(
                JOIN_TOKENS,
                DEFAULT_JOIN_TOKENS,
                JOIN_TOKEN_STATUSES,
                JOIN_TOKEN_USAGES,
                NODE_UNIQUE_TOKEN_STATUSES,
                LINK_STATUSES,
                MACHINE_STATUS_LINKS,
                CONNECTION_PARAMS,
                SIDEROLINK_API_CONFIGS,
                INSTALLATION_MEDIAS);
    }

    private static <S extends Message> ResourceType<S> of(String plural, String namespace, S emptySpec) {
        return new ResourceType<>(plural + ".omni.sidero.dev", namespace, emptySpec);
    }
}
