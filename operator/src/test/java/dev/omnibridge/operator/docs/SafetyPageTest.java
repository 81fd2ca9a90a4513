package dev.omnibridge.operator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.operator.docs.TestSources.TestText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page on which people decide to trust the operator promises what tests prove, and nothing beside it. */
class SafetyPageTest {

    private static final Path PAGE = Path.of("..", "docs", "safety.md");
    private static final Pattern ROW =
            Pattern.compile("\\| (R\\d\\d) \\| ([^|]+) \\| ([^|]+) \\| (pure|API server|API server, restart|open) \\|");
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+Test(?:\\.\\w+)?)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)");

    private final String page = read();
    private final TestSources sources = TestSources.below(Path.of(".."));

    private record Row(String id, List<String> tests, String where) {

        static Row of(Matcher line) {
            return new Row(line.group(1), names(line.group(3)), line.group(4));
        }
    }

    @Test
    void everyRowIsThereOnceAndInOrder() {
        List<String> ids = Stream.of(
                        IntStream.rangeClosed(1, 14), IntStream.rangeClosed(20, 28), IntStream.rangeClosed(30, 66))
                .flatMap(IntStream::boxed)
                .map("R%02d"::formatted)
                .toList();

        assertThat(rows()).extracting(Row::id).containsExactlyElementsOf(ids);
    }

    @Test
    @DisplayName("a row names tests that carry its id, so that one search finds them; an open one is told at the end")
    void everyRowNamesItsTests() {
        assertThat(rows().stream()
                        .flatMap(row -> row.tests().stream()
                                .filter(test -> sources.find(test).stream()
                                        .noneMatch(found -> found.text().contains(row.id())))
                                .map(test -> row.id() + " names " + test)))
                .isEmpty();
        assertThat(rows())
                .filteredOn(row -> row.where().equals("open"))
                .allSatisfy(row -> assertThat(openPoints()).contains(row.id()));
    }

    @Test
    @DisplayName("what is said of the API server and of restarts is so")
    void everyRowSaysWhereItIsTested() {
        assertThat(rows())
                .allSatisfy(row -> assertThat(row.where()).as(row.id()).isEqualTo(whereTested(row)));
    }

    @Test
    void everyOtherTestOnThePageExistsToo() {
        assertThat(names(page)).isNotEmpty();
        assertThat(names(page)).filteredOn(test -> sources.find(test).isEmpty()).isEmpty();
    }

    @Test
    void everyLinkLeadsSomewhere() {
        assertThat(LINK.matcher(page).results().map(link -> link.group(1)).filter(link -> !link.startsWith("http")))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(PAGE.resolveSibling(link)).exists());
    }

    private List<Row> rows() {
        List<String> lines = page.lines().filter(line -> line.startsWith("| R")).toList();
        assertThat(lines).allSatisfy(line -> assertThat(line).matches(ROW));
        return lines.stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(Row::of)
                .toList();
    }

    private String whereTested(Row row) {
        List<TestText> tests = row.tests().stream()
                .flatMap(name -> sources.find(name).stream())
                .toList();
        if (tests.isEmpty()) {
            return "open";
        }
        if (tests.stream().noneMatch(TestText::isOnApiServer)) {
            return "pure";
        }
        return tests.stream().anyMatch(test -> test.isOnApiServer() && test.restarts())
                ? "API server, restart"
                : "API server";
    }

    private String openPoints() {
        return page.substring(page.indexOf("## What is open"));
    }

    private static List<String> names(String text) {
        return NAME.matcher(text)
                .results()
                .map((MatchResult name) -> name.group(1))
                .toList();
    }

    private static String read() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new AssertionError("docs/safety.md can't be read", e);
        }
    }
}
