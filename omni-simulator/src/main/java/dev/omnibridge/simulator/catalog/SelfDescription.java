package dev.omnibridge.simulator.catalog;

import dev.omnibridge.omni.proto.specs.EtcdBackupSettings;
import dev.omnibridge.omni.proto.specs.FeaturesConfigSpec;
import dev.omnibridge.omni.proto.specs.SysVersionSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.state.Store;
import java.time.Duration;

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
                "",
                Resource.of(
                        ResourceTypes.FEATURES_CONFIGS,
                        "features-config",
                        FeaturesConfigSpec.newBuilder()
                                .setEnableWorkloadProxying(true)
                                .setEtcdBackupSettings(EtcdBackupSettings.newBuilder()
                                        .setTickInterval(seconds(Duration.ofMinutes(1)))
                                        .setMinInterval(seconds(Duration.ofHours(1)))
                                        .setMaxInterval(seconds(Duration.ofHours(24))))
                                .setEmbeddedDiscoveryService(true)
                                .setAccount(FeaturesConfigSpec.Account.newBuilder()
                                        .setId(account)
                                        .setName(name))
                                .build()));
        store.create(
                "",
                Resource.of(
                        ResourceTypes.SYS_VERSIONS,
                        "current",
                        SysVersionSpec.newBuilder()
                                .setBackendVersion(version.text())
                                .setInstanceName(name)
                                .setBackendApiVersion(version.apiVersion())
                                .build()));
    }

    private static com.google.protobuf.Duration seconds(Duration duration) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.toSeconds())
                .build();
    }
}
