package dev.omnibridge.simulator.catalog;

import com.google.protobuf.Empty;
import dev.omnibridge.omni.proto.specs.FeaturesConfigSpec;
import dev.omnibridge.omni.proto.specs.SysVersionSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.util.Locale;

/**
 * What an Omni says about itself.
 *
 * @param account account id, a UUID
 * @param name account name
 * @param version generation
 */
public record SelfDescription(String account, String name, OmniVersion version) {

    /** COSI's table of kinds; the id is the lower-case type name. Its spec is not modelled: presence is the answer clients look for. */
    public static final ResourceType<Empty> RESOURCE_DEFINITIONS =
            new ResourceType<>("ResourceDefinitions.meta.cosi.dev", "meta", Empty.getDefaultInstance());

    /** Writes it into a store: features with the account, versions, and the table of kinds. */
    public void publish(Store store) {
        store.create(
                "FeaturesConfigController",
                Resource.of(
                        ResourceTypes.FEATURES_CONFIGS,
                        "features-config",
                        FeaturesConfigSpec.newBuilder()
                                .setEnableWorkloadProxying(true)
                                .setEmbeddedDiscoveryService(true)
                                .setAccount(FeaturesConfigSpec.Account.newBuilder()
                                        .setId(account)
                                        .setName(name))
                                .build()));
        store.create(
                "SysVersionController",
                Resource.of(
                        ResourceTypes.SYS_VERSIONS,
                        "current",
                        SysVersionSpec.newBuilder()
                                .setBackendVersion(version.text())
                                .setInstanceName(name)
                                .setBackendApiVersion(version.apiVersion())
                                .build()));
        for (ResourceType<?> type : ResourceTypes.all()) {
            store.create(
                    "meta",
                    Resource.of(
                            RESOURCE_DEFINITIONS, type.name().toLowerCase(Locale.ROOT), Empty.getDefaultInstance()));
        }
    }
}
