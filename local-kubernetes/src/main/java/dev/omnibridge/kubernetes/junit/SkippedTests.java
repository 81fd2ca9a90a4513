package dev.omnibridge.kubernetes.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * The account of tests that did not run because there was no server.
 *
 * @param file one line for each class: how many test methods, class, first line of the reason
 * @param people hears the whole reason
 */
record SkippedTests(Path file, Consumer<String> people) {
    /** Relative to the module, so that {@code mvn clean} forgets it and CI can look for it. */
    static final SkippedTests OF_THIS_MODULE =
            new SkippedTests(Path.of("target", "real-kubernetes-skipped.txt"), System.err::println);

    /** Adds a class and says so to people. */
    void add(Class<?> testClass, String reason) {
        long count = count(testClass);
        String line = count + " tests of " + testClass.getName();
        people.accept("SKIPPED " + line + ", no real Kubernetes: " + reason);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file,
                    line + ": " + reason.lines().findFirst().orElse("") + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Test methods of the class and its nested ones; a parameterized test counts as one. */
    private static long count(Class<?> testClass) {
        long own = AnnotationSupport.findAnnotatedMethods(testClass, Testable.class, HierarchyTraversalMode.TOP_DOWN)
                .size();
        return own
                + Arrays.stream(testClass.getDeclaredClasses())
                        .mapToLong(SkippedTests::count)
                        .sum();
    }
}
