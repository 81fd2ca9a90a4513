package dev.omnibridge.simulator.likeness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The recordings in {@code src/test/resources/likeness}, and what the simulator does when the same is done. */
final class Recordings {

    private static final List<Recording> RECORDED = read();
    private static final Rehearsal REHEARSAL = new Rehearsal(RECORDED);
    private static final List<Recording> SIMULATED = REHEARSAL.run();

    private Recordings() {}

    static List<Recording> all() {
        return RECORDED;
    }

    static Recording recorded(String name) {
        return RECORDED.get(index(name));
    }

    static Recording simulated(String name) {
        return SIMULATED.get(index(name));
    }

    static Rehearsal rehearsal() {
        return REHEARSAL;
    }

    private static int index(String name) {
        return RECORDED.stream().map(Recording::name).toList().indexOf(name + ".txt");
    }

    private static List<Recording> read() {
        try (Stream<Path> files = Files.list(Path.of(Objects.requireNonNull(Recordings.class.getResource("/likeness"))
                .toURI()))) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .map(Recordings::read)
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Recording read(Path file) {
        try {
            return Recording.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
