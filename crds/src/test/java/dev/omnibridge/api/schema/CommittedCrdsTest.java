package dev.omnibridge.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.CustomResourceDefinitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommittedCrdsTest {
    @ParameterizedTest
    @MethodSource("dev.omnibridge.api.schema.KindFrame#all")
    void theCommittedCrdIsWhatTheTypesSay(KindFrame frame) {
        String finished = CrdFiles.write(CrdFinish.finish(CrdFiles.generated(frame), frame));

        Committed.assertSame(CrdFiles.committedFile(frame), finished);
    }

    @Test
    @DisabledIfSystemProperty(named = "crds.rewrite", matches = "true", disabledReason = "copied before the rewrite")
    void theClassPathHoldsTheCommittedCrdsAndNoOthers() {
        var committed = KindFrame.all().stream().map(CrdFiles::committed).toList();

        assertThat(CustomResourceDefinitions.yaml().stream().map(CrdFiles::parse))
                .isEqualTo(committed);
    }

    @Test
    void kustomizeIsGivenEveryCrd() {
        var resources = CrdFiles.read(CrdFiles.repository().resolve("config/crd/kustomization.yaml"))
                .get("resources");

        assertThat(resources)
                .extracting(node -> node.asText())
                .containsExactlyElementsOf(KindFrame.all().stream()
                        .map(frame -> "bases/" + frame.fileName())
                        .toList());
    }
}
