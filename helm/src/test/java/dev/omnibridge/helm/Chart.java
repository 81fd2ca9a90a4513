package dev.omnibridge.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A chart of this folder, for Helm itself to render. */
enum Chart {
    OPERATOR("omnibridge"),
    DEFINITIONS("omnibridge-crds");

    /** Where all tests install to unless they say otherwise. */
    static final String NAMESPACE = "omnibridge";

    /** The version Helm is to render for; it would else be one of years ago. */
    static final String KUBERNETES = "1.33.0";

    private final String folder;

    Chart(String folder) {
        this.folder = folder;
    }

    /** Also the name of its release. */
    String folder() {
        return folder;
    }

    Path path() {
        return Path.of(folder);
    }

    Helm helm() {
        return new Helm(path());
    }

    /**
     * What {@code helm template} prints.
     *
     * @param values YAML, the later over the earlier
     * @throws IllegalStateException if Helm refuses, with what it says
     */
    Rendering render(String... values) {
        return renderIn(NAMESPACE, KUBERNETES, values);
    }

    Rendering renderIn(String namespace, String kubernetes, String... values) {
        TemplateCommand command =
                helm().template().withName(folder).withNamespace(namespace).withKubeVersion(kubernetes);
        for (String yaml : values) {
            command.withValuesFile(valuesFile(yaml));
        }
        return new Rendering(command.call());
    }

    /** Another chart of the same name and content, for a test to change. */
    Path copyTo(Path parent) throws IOException {
        Path copy = parent.resolve(folder);
        try (Stream<Path> files = Files.walk(path())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(path().relativize(file).toString()));
            }
        }
        return copy;
    }

    /** A file of values, as people have one. */
    static Path valuesFile(String values) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
