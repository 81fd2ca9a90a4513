package dev.omnibridge.demo.manifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Reads kustomizations of the two kinds our {@code config/} has: lists of resources, and those with a namespace for all of
 * them. Any other field is refused rather than passed over, so what comes out is what kustomize makes of it.
 */
final class Kustomization {
    private static final String FILE = "kustomization.yaml";
    private static final Set<String> UNDERSTOOD = Set.of("apiVersion", "kind", "resources", "namespace");
    private static final Set<String> CLUSTER_SCOPED =
            Set.of("ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition", "Namespace", "OmniConnection");

    private final KubernetesSerialization yaml = new KubernetesSerialization();
    private final UnaryOperator<String> files;

    /**
     * A reader of files.
     *
     * @param files gives a file's text for its path relative to {@code config/}
     */
    Kustomization(UnaryOperator<String> files) {
        this.files = files;
    }

    List<HasMetadata> build(String folder) {
        String file = folder + "/" + FILE;
        Map<?, ?> content = yaml.unmarshal(files.apply(file), Map.class);
        if (!UNDERSTOOD.containsAll(content.keySet())) {
            throw new IllegalArgumentException(
                    "config/" + file + " has the fields " + content.keySet() + "; understood are " + UNDERSTOOD);
        }
        var documents = new ArrayList<HasMetadata>();
        if (content.get("resources") instanceof Collection<?> resources) {
            resources.forEach(resource -> documents.addAll(resource(folder, resource.toString())));
        }
        if (content.get("namespace") instanceof String namespace) {
            documents.stream()
                    .filter(document -> !CLUSTER_SCOPED.contains(document.getKind()))
                    .forEach(document -> document.getMetadata().setNamespace(namespace));
        }
        return documents;
    }

    private List<HasMetadata> resource(String folder, String resource) {
        String path = Path.of(folder).resolve(resource).normalize().toString();
        return path.endsWith(".yaml") ? documents(path) : build(path);
    }

    private List<HasMetadata> documents(String file) {
        byte[] text = files.apply(file).getBytes(StandardCharsets.UTF_8);
        return objects(yaml.unmarshal(new ByteArrayInputStream(text))).toList();
    }

    /** A file of several documents is read as a list. */
    private static Stream<HasMetadata> objects(Object parsed) {
        return switch (parsed) {
            case HasMetadata object -> Stream.of(object);
            case Collection<?> several -> several.stream().flatMap(Kustomization::objects);
            default -> throw new IllegalArgumentException("no Kubernetes object: " + parsed);
        };
    }
}
