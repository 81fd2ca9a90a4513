package dev.omnibridge.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The CRDs of all kinds, exactly the files of {@code config/crd/bases}. */
public final class CustomResourceDefinitions {
    private static final String FOLDER = "/META-INF/omnibridge/crds/";
    private static final List<String> FILES =
            List.of("omniconnections.yaml", "omniclusters.yaml", "omnimachinesets.yaml");

    private CustomResourceDefinitions() {}

    /** The file names, one for each kind. */
    public static List<String> files() {
        return FILES;
    }

    /**
     * The CRDs as YAML, one document each, ready to be applied.
     *
     * @throws IllegalStateException if a file is missing, which means that this jar was built without its resources
     */
    public static List<String> yaml() {
        return FILES.stream().map(CustomResourceDefinitions::read).toList();
    }

    private static String read(String file) {
        try (InputStream in = CustomResourceDefinitions.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the CRD " + FOLDER + file
                        + " is not on the class path: build the module crds with its resources");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
