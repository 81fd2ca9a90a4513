package dev.omnibridge.simulator.validation;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The kinds of Talos' configuration documents, and whether Talos can read one of them. What a document of a kind holds is not known here. */
final class TalosDocuments {

    private static final String VERSION = "v1alpha1";
    private static final Set<String> MAIN_FIELDS = Set.of("machine", "cluster", "debug", "persist");

    private static final Set<String> KINDS = Set.of(Pattern.compile("\\s+").split("""
            BGPInstanceConfig BlackholeRouteConfig BondConfig BridgeConfig CRIBaseRuntimeSpecConfig
            CRICustomizationConfig DHCPv4Config DHCPv6Config DiscoveryIdentityConfig DiscoveryServiceConfig
            DummyLinkConfig EnvironmentConfig EtcFileConfig EthernetConfig EventSinkConfig ExistingVolumeConfig
            ExtensionServiceConfig ExternalVolumeConfig FilesystemScrubConfig FilesystemTrimConfig
            HCloudVIPConfig HTTPProbeConfig HostnameConfig ImageCacheConfig ImageVerificationConfig
            KernelModuleConfig KmsgLogConfig KubeAPIServerCAConfig KubeAPIServerConfig
            KubeAdmissionControlConfig KubeAggregatorCAConfig KubeAuditPolicyConfig KubeAuthenticationConfig
            KubeAuthorizerConfig KubeClusterConfig KubeControllerManagerConfig KubeCoreDNSConfig
            KubeCredentialProviderConfig KubeEtcdEncryptionConfig KubeExternalManifestConfig
            KubeFlannelCNIConfig KubeInlineManifestConfig KubeNetworkConfig KubeNodeConfig KubePrismConfig
            KubeProxyConfig KubeSchedulerConfig KubeServiceAccountConfig KubeSpanConfig KubeSpanEndpointsConfig
            KubeStaticPodConfig KubeTalosAPIAccessConfig KubeletConfig LVMLogicalVolumeConfig
            LVMVolumeGroupConfig Layer2VIPConfig LinkAliasConfig LinkConfig NetworkDefaultActionConfig
            NetworkRuleConfig OOMConfig PCIDriverRebindConfig RAIDArrayConfig RawVolumeConfig
            RegistryAuthConfig RegistryMirrorConfig RegistryTLSConfig ResolverConfig RoutingRuleConfig
            SecurityProfileConfig SideroLinkConfig StaticHostConfig SwapVolumeConfig SysctlConfig SysfsConfig
            TCPProbeConfig TimeSyncConfig TrustedRootsConfig UdevRulesConfig UnattendedInstallConfig
            UserVolumeConfig VLANConfig VRFConfig VethConfig VolumeConfig WatchdogTimerConfig WireguardConfig
            ZswapConfig""".strip()));

    private TalosDocuments() {}

    /** What is wrong with a document, in the words of Talos' decoder. */
    static Optional<String> problem(MappingNode document) {
        Optional<String> kind = value(document, "kind");
        boolean isMain = document.getValue().stream().anyMatch(field -> MAIN_FIELDS.contains(key(field)));
        String version = isMain ? VERSION : value(document, "apiVersion").orElse("");
        if (kind.isEmpty()) {
            return version.equals(VERSION) ? MainDocument.problem(document) : Optional.of("missing kind");
        }
        if (version.isEmpty()) {
            return Optional.of("missing apiVersion");
        }
        return version.equals(VERSION) && KINDS.contains(kind.get())
                ? Optional.empty()
                : Optional.of("\"" + kind.get() + "\" \"" + version + "\": not registered");
    }

    /** The scalar value of a field. */
    static Optional<String> value(MappingNode document, String field) {
        return document.getValue().stream()
                .filter(tuple -> key(tuple).equals(field))
                .map(NodeTuple::getValueNode)
                .map(node -> node instanceof ScalarNode scalar ? scalar.getValue() : "")
                .findFirst();
    }

    /** The key of a field, empty if it is no scalar. */
    static String key(NodeTuple field) {
        Node key = field.getKeyNode();
        return key instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
