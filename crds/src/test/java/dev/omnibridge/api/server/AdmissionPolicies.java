package dev.omnibridge.api.server;

import dev.omnibridge.kubernetes.junit.TestNamespace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The policies of {@code config/admission}. The API server begins to act by them up to some seconds after they were applied. */
final class AdmissionPolicies {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path FOLDER = Path.of("..", "config", "admission");

    private final TestNamespace namespace;
    private final List<HasMetadata> objects;

    AdmissionPolicies(TestNamespace namespace) {
        this.namespace = namespace;
        this.objects = Stream.of("deletion-protection.yaml", "control-plane-size.yaml")
                .flatMap(file -> namespace.client().load(open(FOLDER.resolve(file))).items().stream())
                .toList();
    }

    void apply() {
        objects.forEach(object -> namespace.client().resource(object).serverSideApply());
    }

    /** They hold for the whole API server, which other test classes use too. */
    void remove() {
        objects.forEach(object -> namespace.client().resource(object).delete());
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException("no manifest " + file, e);
        }
    }
}
