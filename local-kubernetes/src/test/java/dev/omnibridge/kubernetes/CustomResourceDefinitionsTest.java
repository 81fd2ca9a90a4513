package dev.omnibridge.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealKubernetes(definitions = "definitions")
class CustomResourceDefinitionsTest {
    private static final Path DEFINITIONS = Path.of("src/test/resources/definitions");

    @TempDir
    private Path directory;

    @Test
    void objects_of_an_established_definition_can_be_made_at_once(TestNamespace namespace) {
        var created = namespace.client().resource(widget("one", 3)).create();

        assertThat(created.getMetadata().getNamespace()).isEqualTo(namespace.name());
    }

    @Test
    void the_rules_of_a_definition_are_enforced(TestNamespace namespace) {
        assertThatThrownBy(() -> namespace.client().resource(widget("two", 11)).create())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("size must be at most 10");
    }

    @Test
    void applying_a_definition_again_changes_nothing(TestNamespace namespace) {
        var definitions = CustomResourceDefinitions.inDirectory(DEFINITIONS);

        definitions.applyWith(namespace.client());
        definitions.applyWith(namespace.client());

        assertThat(definitions.definitions())
                .singleElement()
                .satisfies(definition -> assertThat(
                                namespace.client().resource(definition).get())
                        .extracting(found -> found.getMetadata().getGeneration())
                        .isEqualTo(1L));
    }

    @Test
    void definitions_are_found_in_jars_of_the_class_path_too() throws IOException {
        Path jar = directory.resolve("definitions.jar");
        try (var files = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))) {
            Files.createDirectories(files.getPath("packed"));
            Files.copy(DEFINITIONS.resolve("widgets.yaml"), files.getPath("packed", "widgets.yaml"));
        }
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);

            assertThat(CustomResourceDefinitions.onClassPath("packed").definitions())
                    .hasSize(1);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void a_place_without_definitions_is_an_error_that_names_it() {
        assertThatThrownBy(() -> CustomResourceDefinitions.inDirectory(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no CustomResourceDefinition in the .yaml or .yml files of " + directory);
        assertThatThrownBy(() -> CustomResourceDefinitions.onClassPath("nowhere"))
                .hasMessageEndingWith("class path folder nowhere");
    }

    private static GenericKubernetesResource widget(String name, int size) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion("test.omnibridge.dev/v1")
                .withKind("Widget")
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withAdditionalProperties(Map.of("spec", Map.of("size", size)))
                .build();
    }
}
