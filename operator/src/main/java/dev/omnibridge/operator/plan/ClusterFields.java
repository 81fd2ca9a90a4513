package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.ClusterFeatures;
import dev.omnibridge.api.v1alpha1.OmniClusterSpec;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The fields of an OmniCluster that are kept in Omni, all on its Clusters resource. A new field is one more entry here. */
final class ClusterFields {

    static final String TALOS_VERSION = "spec.talos.version";
    static final String KUBERNETES_VERSION = "spec.kubernetes.version";

    private ClusterFields() {}

    /** A cluster before any declared field is set: features are sent, empty, as cluster templates do. */
    static Resource<ClusterSpec> blank(String name) {
        ClusterSpec spec = ClusterSpec.newBuilder()
                .setFeatures(ClusterSpec.Features.getDefaultInstance())
                .build();
        return Resource.of(ResourceTypes.CLUSTERS, name, spec);
    }

    /** The table. */
    static List<Field<ClusterSpec>> of(OmniClusterSpec spec, Set<String> remembered) {
        ClusterFeatures features = spec.features();
        List<Field<ClusterSpec>> fields = new ArrayList<>();
        fields.add(version(
                TALOS_VERSION,
                spec.talos().version(),
                ClusterSpec::getTalosVersion,
                ClusterSpec.Builder::setTalosVersion));
        fields.add(version(
                KUBERNETES_VERSION,
                spec.kubernetes().version(),
                ClusterSpec::getKubernetesVersion,
                ClusterSpec.Builder::setKubernetesVersion));
        fields.add(feature(
                "spec.features.enableWorkloadProxy",
                Field.Kind.KEPT,
                features == null ? null : features.enableWorkloadProxy(),
                ClusterSpec.Features::getEnableWorkloadProxy,
                ClusterSpec.Features.Builder::setEnableWorkloadProxy));
        fields.add(feature(
                "spec.features.useEmbeddedDiscoveryService",
                Field.Kind.KEPT,
                features == null ? null : features.useEmbeddedDiscoveryService(),
                ClusterSpec.Features::getUseEmbeddedDiscoveryService,
                ClusterSpec.Features.Builder::setUseEmbeddedDiscoveryService));
        fields.add(feature(
                "spec.features.diskEncryption",
                Field.Kind.CREATION,
                features == null ? null : features.diskEncryption(),
                ClusterSpec.Features::getDiskEncryption,
                ClusterSpec.Features.Builder::setDiskEncryption));
        fields.addAll(new KeyedFields("spec.labels")
                .fields(
                        spec.labels(),
                        remembered,
                        Resource::labels,
                        new KeyedFields.KeyWriter<>(
                                (r, e) -> r.withLabel(e.getKey(), e.getValue()),
                                (r, key) -> r.withMetadata(m -> m.removeLabels(key)))));
        fields.addAll(new KeyedFields("spec.annotations")
                .fields(
                        spec.annotations(),
                        remembered,
                        Resource::annotations,
                        new KeyedFields.KeyWriter<>(
                                (r, e) -> r.withAnnotation(e.getKey(), e.getValue()), Resource::withoutAnnotation)));
        return List.copyOf(fields);
    }

    /** Versions are required in the spec, so they are never reset. */
    private static Field<ClusterSpec> version(
            String path,
            String declared,
            Function<ClusterSpec, String> read,
            BiConsumer<ClusterSpec.Builder, String> write) {
        return new Field<>(
                path,
                Field.Kind.KEPT,
                Field.Form.VERSION,
                true,
                Optional.of(Versions.canonical(declared)),
                r -> Optional.of(read.apply(r.spec()))
                        .filter(text -> !text.isEmpty())
                        .map(Versions::canonical),
                (r, value) -> {
                    ClusterSpec.Builder builder = r.spec().toBuilder();
                    write.accept(builder, value);
                    return r.withSpec(builder.build());
                },
                UnaryOperator.identity());
    }

    private static Field<ClusterSpec> feature(
            String path,
            Field.Kind kind,
            @Nullable Boolean declared,
            Function<ClusterSpec.Features, Boolean> read,
            BiConsumer<ClusterSpec.Features.Builder, Boolean> write) {
        return new Field<>(
                path,
                kind,
                kind == Field.Kind.CREATION ? Field.Form.FIXED : Field.Form.SWITCH,
                true,
                Optional.ofNullable(declared).map(String::valueOf),
                r -> Optional.of(String.valueOf(read.apply(r.spec().getFeatures()))),
                (r, value) -> withFeature(r, write, Boolean.parseBoolean(value)),
                r -> withFeature(r, write, false));
    }

    private static Resource<ClusterSpec> withFeature(
            Resource<ClusterSpec> cluster, BiConsumer<ClusterSpec.Features.Builder, Boolean> write, boolean value) {
        ClusterSpec.Builder builder = cluster.spec().toBuilder();
        write.accept(builder.getFeaturesBuilder(), value);
        return cluster.withSpec(builder.build());
    }
}
