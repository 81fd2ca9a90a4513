package dev.omnibridge.api.schema;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommittedReferenceTest {
    @ParameterizedTest
    @MethodSource("dev.omnibridge.api.schema.KindFrame#all")
    void theReferencePageIsWhatTheCrdSays(KindFrame frame) {
        var crd = CrdFinish.finish(CrdFiles.generated(frame), frame);
        String kind = crd.at("/spec/names/kind").asText().toLowerCase(Locale.ROOT);

        Committed.assertSame(CrdFiles.repository().resolve("docs/reference/" + kind + ".md"), ReferencePage.of(crd));
    }
}
