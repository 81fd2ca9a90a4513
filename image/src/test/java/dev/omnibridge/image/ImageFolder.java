package dev.omnibridge.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The root file system of the image in {@code target/root}, made by the scripts beside this module's pom. */
record ImageFolder(Path root) {

    /**
     * Makes it of {@code target/jars} with the JDK of this JVM. Where nothing can be run in a folder, which takes Linux and namespaces, the test is
     * skipped with the reason.
     */
    static ImageFolder build() throws IOException, InterruptedException {
        assumeThat(System.getProperty("os.name"))
                .as("SKIPPED: the image's folder is made and run on Linux only")
                .isEqualTo("Linux");
        int answer = script("run").start().waitFor();
        if (Boolean.parseBoolean(System.getenv("OMNIBRIDGE_REQUIRE_KUBERNETES"))) {
            assertThat(answer).as("nothing may be skipped in CI; see above").isZero();
        }
        assumeThat(answer)
                .as("SKIPPED: the image's folder can't be run here, see above")
                .isZero();
        Path root = Path.of("target", "root").toAbsolutePath();
        assertThat(script("build", "--with-base", "target/jars", root.toString())
                        .start()
                        .waitFor())
                .as("image/build")
                .isZero();
        return new ImageFolder(root);
    }

    /** A program of the folder, to be started. */
    ProcessBuilder program(Path kubeconfig, List<String> command) {
        return script(Stream.concat(Stream.of("run", root.toString(), kubeconfig.toString()), command.stream())
                .toArray(String[]::new));
    }

    /** All files and folders in it, as paths of the image. */
    List<String> files() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> "/" + root.relativize(file)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long megabytes() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / (1 << 20);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder script(String... command) {
        command[0] = Path.of(command[0]).toAbsolutePath().toString();
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }
}
