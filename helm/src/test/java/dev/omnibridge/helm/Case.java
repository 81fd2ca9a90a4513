package dev.omnibridge.helm;

import java.nio.file.Path;
import java.util.Locale;

/** Values that people choose; the matrix is small because what is optional is independent of the rest. */
enum Case {
    SMALLEST,
    READ_ONLY,
    EVERYTHING;

    private static final Path RESOURCES = Path.of("src", "test", "resources");

    private String file() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".yaml";
    }

    String yaml() {
        return Committed.read(RESOURCES.resolve("values").resolve(file()));
    }

    Path golden() {
        return RESOURCES.resolve("golden").resolve(file());
    }

    Rendering render() {
        return Chart.OPERATOR.render(yaml());
    }
}
