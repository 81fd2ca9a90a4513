package dev.omnibridge.demo.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KustomizationTest {
    private static final String ROLE = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: reader, namespace: before}
            rules: []
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: everywhere}
            rules: []
            """;

    @Test
    void resourcesAreTakenInTheirOrderAndFromOtherFolders() {
        var files = Map.of(
                "top/kustomization.yaml", "resources: [../base, last.yaml]",
                "base/kustomization.yaml", "resources: [role.yaml]",
                "base/role.yaml", ROLE,
                "top/last.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: last}");

        assertThat(build(files, "top"))
                .extracting(document -> document.getMetadata().getName())
                .containsExactly("reader", "everywhere", "last");
    }

    @Test
    void aNamespaceIsSetOnNamespacedObjectsOnly() {
        var files =
                Map.of("top/kustomization.yaml", "namespace: team-b\nresources: [role.yaml]", "top/role.yaml", ROLE);

        assertThat(build(files, "top"))
                .extracting(document -> document.getMetadata().getNamespace())
                .containsExactly("team-b", null);
    }

    @Test
    void aFieldThatIsNotUnderstoodIsRefusedInsteadOfPassedOver() {
        var files = Map.of("top/kustomization.yaml", "resources: []\npatches: []");

        assertThatThrownBy(() -> build(files, "top"))
                .hasMessageContaining("config/top/kustomization.yaml")
                .hasMessageContaining("patches");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Manifests.packaged("nowhere"))
                .hasMessage("there is no file config/nowhere/kustomization.yaml");
    }

    private static List<HasMetadata> build(Map<String, String> files, String folder) {
        return new Kustomization(path -> Objects.requireNonNull(files.get(path), path)).build(folder);
    }
}
