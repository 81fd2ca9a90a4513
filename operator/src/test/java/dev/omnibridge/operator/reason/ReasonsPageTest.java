package dev.omnibridge.operator.reason;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page for people and the reasons of the code are the same list. */
class ReasonsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "reasons.md");
    private static final Pattern ROW = Pattern.compile("\\| `([A-Za-z0-9]+)` \\| ([^|]+) \\| [^|]+ \\|( [^|]+ \\|)?");

    @Test
    void everyReasonHasARowWithItsStandingAndWhatToDo() throws IOException {
        List<String> expected = Arrays.stream(Reason.values())
                .map(reason -> reason.text() + " " + reason.standing().name().toLowerCase(Locale.ROOT))
                .toList();

        assertThat(rows("## Reasons that something")).containsExactlyElementsOf(expected);
    }

    @Test
    void everyReasonThatOnlyTellsAStateHasARow() throws IOException {
        List<String> expected =
                Arrays.stream(StateReason.values()).map(StateReason::text).toList();

        assertThat(rows("## Reasons that only"))
                .extracting(row -> row.substring(0, row.indexOf(' ')))
                .containsExactlyElementsOf(expected);
    }

    private static List<String> rows(String heading) throws IOException {
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf(heading)).split("\n## ")[0];
        return section.lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1) + " " + row.group(2).strip())
                .toList();
    }
}
