package dev.omnibridge.demo.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files of the repository's {@code config/} folder, which the build packs beside our classes. */
final class PackagedFiles {
    private static final String ROOT = "/dev/omnibridge/demo/config/";

    private PackagedFiles() {}

    /** Content of the file at a path relative to {@code config/}. */
    static String text(String path) {
        try (var content = PackagedFiles.class.getResourceAsStream(ROOT + path)) {
            if (content == null) {
                throw new IllegalArgumentException("there is no file config/" + path);
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
