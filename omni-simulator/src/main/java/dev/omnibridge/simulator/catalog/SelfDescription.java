package dev.omnibridge.simulator.catalog;

import dev.omnibridge.omni.proto.specs.FeaturesConfigSpec;
import dev.omnibridge.omni.proto.specs.SysVersionSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;

/**
 * What an Omni says about itself.
 *
 * @param account account id, a UUID
 * @param name account name
 * @param version generation
 */
public record SelfDescription(String account, String name, OmniVersion version) {

    /** Writes it into a store: features with the account, and versions. */
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
    }
}
