package dev.omnibridge.kubernetes;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Custom resource definitions read from YAML files.
 *
 * @param definitions in the order of their files' names
 */
public record CustomResourceDefinitions(List<CustomResourceDefinition> definitions) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Executor POLL = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);
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
        return new CustomResourceDefinitions(DefinitionFiles.inDirectory(directory))
                .orThrowIfEmpty(directory.toString());
    }

    /**
     * Every definition in the YAML files of a folder on the class path, as in {@code META-INF/fabric8}; from all
     * directories and jars that have it.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static CustomResourceDefinitions onClassPath(String folder) {
        return new CustomResourceDefinitions(DefinitionFiles.onClassPath(folder))
                .orThrowIfEmpty("class path folder " + folder);
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
}
