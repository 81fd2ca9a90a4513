package dev.omnibridge.helm;

import org.junit.jupiter.api.Test;

class WrittenTemplatesTest {
    @Test
    void theCommittedTemplatesSayWhatTheirSourcesSay() {
        WrittenTemplates.files().forEach(Committed::assertSame);
    }
}
