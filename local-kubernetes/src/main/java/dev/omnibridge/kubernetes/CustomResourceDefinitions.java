package dev.omnibridge.kubernetes;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Custom resource definitions read from YAML files.
 *
 * @param definitions in the order of their files' names
 */
public record CustomResourceDefinitions(List<CustomResourceDefinition> definitions) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Executor POLL = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("local-kubernetes")
            .withForce(true)
            .build();

    /** Keeps the list unmodifiable. */
    public CustomResourceDefinitions {
        definitions = List.copyOf(definitions);
    }

    /**
     * Every definition in the YAML files of a directory; objects of other kinds in them are passed over.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static CustomResourceDefinitions inDirectory(Path directory) {
        return new CustomResourceDefinitions(read(directory)).orThrowIfEmpty(directory.toString());
    }

    /**
     * Every definition in the YAML files of a folder on the class path, as in {@code META-INF/fabric8}; from all
     * directories and jars that have it.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static CustomResourceDefinitions onClassPath(String folder) {
        var found = new ArrayList<CustomResourceDefinition>();
        try {
            var loader = Thread.currentThread().getContextClassLoader();
            for (URL place : Collections.list(loader.getResources(folder))) {
                found.addAll(readAt(place.toURI()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder + " on the class path", e);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no folder of the class path: " + folder, e);
        }
        return new CustomResourceDefinitions(found).orThrowIfEmpty("class path folder " + folder);
    }

    /** Applies all and returns once the API server has established them, so that objects of them can be made. */
    public void applyWith(KubernetesClient client) {
        for (var definition : definitions) {
            client.resource(definition).patch(APPLY);
        }
        for (var definition : definitions) {
            client.resource(definition)
                    .waitUntilCondition(
                            current -> current != null && isEstablished(current), LIMIT.toSeconds(), TimeUnit.SECONDS);
            awaitServed(client, definition);
        }
    }

    /** The handler of requests learns of "established" a moment later than a watch does; until then it says 404. */
    private static void awaitServed(KubernetesClient client, CustomResourceDefinition definition) {
        var spec = definition.getSpec();
        var late = new CompletableFuture<Void>().completeOnTimeout(null, LIMIT.toSeconds(), TimeUnit.SECONDS);
        for (var version : spec.getVersions()) {
            String path = "/apis/%s/%s/%s?limit=1"
                    .formatted(
                            spec.getGroup(), version.getName(), spec.getNames().getPlural());
            while (version.getServed() && client.raw(path) == null) {
                if (late.isDone()) {
                    throw new IllegalStateException(
                            path + " is not served " + LIMIT.toSeconds() + " s after its definition was established");
                }
                CompletableFuture.runAsync(() -> {}, POLL).join();
            }
        }
    }

    private static boolean isEstablished(CustomResourceDefinition definition) {
        return definition.getStatus() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }

    private CustomResourceDefinitions orThrowIfEmpty(String place) {
        if (definitions.isEmpty()) {
            throw new IllegalArgumentException("no CustomResourceDefinition in the .yaml or .yml files of " + place);
        }
        return this;
    }

    private static List<CustomResourceDefinition> readAt(URI place) throws IOException {
        if (!place.getScheme().equals("jar")) {
            return read(Path.of(place));
        }
        String[] jarAndFolder = place.toString().split("!", 2);
        try (var jar = FileSystems.newFileSystem(URI.create(jarAndFolder[0]), Map.of())) {
            return read(jar.getPath(jarAndFolder[1]));
        }
    }

    private static List<CustomResourceDefinition> read(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            var found = new ArrayList<CustomResourceDefinition>();
            for (Path file :
                    files.filter(CustomResourceDefinitions::isYaml).sorted().toList()) {
                try (var content = Files.newInputStream(file)) {
                    found.addAll(definitionsIn(YAML.unmarshal(content)).toList());
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the definitions in " + directory, e);
        }
    }

    /** A file of several documents is read as a list. */
    private static Stream<CustomResourceDefinition> definitionsIn(Object parsed) {
        return switch (parsed) {
            case CustomResourceDefinition definition -> Stream.of(definition);
            case Collection<?> documents -> documents.stream().flatMap(CustomResourceDefinitions::definitionsIn);
            default -> Stream.empty();
        };
    }

    private static boolean isYaml(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }
}
