package dev.omnibridge.kubernetes;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads custom resource definitions from the YAML files of a directory, on disk or in a jar. */
final class DefinitionFiles {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private DefinitionFiles() {}

    static List<CustomResourceDefinition> onClassPath(String folder) {
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
        return found;
    }

    private static List<CustomResourceDefinition> readAt(URI place) throws IOException {
        if (!place.getScheme().equals("jar")) {
            return inDirectory(Path.of(place));
        }
        String[] jarAndFolder = place.toString().split("!", 2);
        try (var jar = FileSystems.newFileSystem(URI.create(jarAndFolder[0]), Map.of())) {
            return inDirectory(jar.getPath(jarAndFolder[1]));
        }
    }

    static List<CustomResourceDefinition> inDirectory(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            var found = new ArrayList<CustomResourceDefinition>();
            for (Path file : files.filter(DefinitionFiles::isYaml).sorted().toList()) {
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
            case Collection<?> documents -> documents.stream().flatMap(DefinitionFiles::definitionsIn);
            default -> Stream.empty();
        };
    }

    private static boolean isYaml(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }
}
