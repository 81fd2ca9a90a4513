package dev.omnibridge.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ValuesTableTest {
    @Test
    void theReadmeEndsWithTheTableOfAllValues() throws JsonProcessingException {
        Path readme = Chart.OPERATOR.path().resolve("README.md");
        String text = Committed.read(readme);
        int table = text.indexOf(ValuesTable.HEAD);

        Committed.assertSame(
                readme,
                text.substring(0, table < 0 ? text.length() : table)
                        + ValuesTable.of(Committed.read(Chart.OPERATOR.path().resolve("values.yaml"))));
    }
}
