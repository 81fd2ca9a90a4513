package dev.omnibridge.operator.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tests of all modules, as text: what is in it is there, whether or not this module could load it. */
final class TestSources {

    private static final Pattern TEST = Pattern.compile("@(Parameterized)?Test\\b");
    private static final Pattern RESTART = Pattern.compile("\\b(restart|operatorStarts)\\(");
    private static final Pattern METHOD = Pattern.compile("\\n    [\\w ]*void (\\w+)\\(");
    private static final String END_OF_METHOD = "\n    }\n";

    private final Map<String, List<String>> byClass;

    private TestSources(Map<String, List<String>> byClass) {
        this.byClass = byClass;
    }

    /** Of all modules in this folder. */
    static TestSources below(Path root) {
        return new TestSources(list(root).stream()
                .map(module -> module.resolve("src/test/java"))
                .filter(Files::isDirectory)
                .flatMap(folder -> tests(folder).stream())
                .collect(Collectors.groupingBy(
                        path -> path.getFileName().toString().replace(".java", ""),
                        Collectors.mapping(TestSources::read, Collectors.toList()))));
    }

    /** The texts of the test methods that are meant by {@code Class.method}, or by {@code Class} alone; none if there is no such test. */
    List<TestText> find(String name) {
        String[] parts = name.split("\\.");
        return byClass.getOrDefault(parts[0], List.of()).stream()
                .flatMap(source -> methods(source).entrySet().stream()
                        .filter(method -> parts.length == 1 || method.getKey().equals(parts[1]))
                        .filter(method -> TEST.matcher(method.getValue()).find())
                        .map(method -> new TestText(
                                method.getValue(), isOnApiServer(source), restarts(method.getValue(), source))))
                .toList();
    }

    /**
     * One test.
     *
     * @param text its annotations and its body
     * @param isOnApiServer whether its class is run against a real API server
     * @param restarts whether the operator ends and starts again in it
     */
    record TestText(String text, boolean isOnApiServer, boolean restarts) {}

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> tests(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith("Test.java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOnApiServer(String source) {
        return source.contains(" extends StoryTest {") || source.contains("\n@RealKubernetes");
    }

    private static boolean restarts(String text, String source) {
        Collection<String> helpers = methods(source).entrySet().stream()
                .filter(method -> !TEST.matcher(method.getValue()).find())
                .filter(method -> RESTART.matcher(method.getValue()).find())
                .map(Map.Entry::getKey)
                .toList();
        return RESTART.matcher(text).find() || helpers.stream().anyMatch(helper -> text.contains(" " + helper + "("));
    }

    /** Methods by name, each with what stands before it back to the one before, which are its annotations. */
    private static Map<String, String> methods(String source) {
        Map<String, String> methods = new TreeMap<>();
        for (MatchResult found : METHOD.matcher(source).results().toList()) {
            int begin = source.lastIndexOf(END_OF_METHOD, found.start()) + 1;
            int end = source.indexOf(END_OF_METHOD, found.end());
            methods.put(found.group(1), source.substring(begin, end < 0 ? source.length() : end));
        }
        return methods;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
