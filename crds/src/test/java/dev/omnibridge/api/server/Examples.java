package dev.omnibridge.api.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Whole objects as they look in use, from the files of {@code src/test/resources/examples}. */
final class Examples {
    private static final Path FOLDER = Path.of("src/test/resources/examples");

    private Examples() {}

    static List<ObjectNode> all() {
        return Stream.of("connections.yaml", "clusters.yaml", "machinesets.yaml")
                .flatMap(file -> documents(file))
                .map(Examples::complete)
                .toList();
    }

    private static Stream<JsonNode> documents(String file) {
        try {
            return Arrays.stream(Files.readString(FOLDER.resolve(file)).split("(?m)^---\n"))
                    .map(Yaml::parse);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds what all of them share and nobody wants to read: the API version and times of the conditions. */
    private static ObjectNode complete(JsonNode document) {
        ObjectNode object = document.deepCopy();
        object.put("apiVersion", "omnibridge.dev/v1alpha1");
        object.at("/status/conditions")
                .forEach(condition -> ((ObjectNode) condition).put("lastTransitionTime", "2026-11-20T10:00:00Z"));
        return object;
    }
}
