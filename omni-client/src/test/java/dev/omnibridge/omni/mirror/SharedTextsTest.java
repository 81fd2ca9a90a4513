package dev.omnibridge.omni.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import dev.omnibridge.omni.proto.cosi.Metadata;
import org.junit.jupiter.api.Test;

class SharedTextsTest {

    private static Metadata envelope() {
        return Metadata.newBuilder()
                .setNamespace(text("default"))
                .setType(text("Machines.omni.sidero.dev"))
                .setId(text("m-1"))
                .setVersion(text("7"))
                .setOwner(text("MachineController"))
                .setPhase(text("running"))
                .setCreated(Timestamp.newBuilder().setSeconds(1))
                .setUpdated(Timestamp.newBuilder().setSeconds(2))
                .addFinalizers(text("one"))
                .addFinalizers(text("two"))
                .putLabels(text("cluster"), text("demo"))
                .putAnnotations(text("note"), text("mine"))
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(99, Field.newBuilder().addVarint(1).build())
                        .build())
                .build();
    }

    /** As parsing makes it: never the same object twice. */
    private static String text(String content) {
        return new String(content.toCharArray());
    }

    @Test
    void theEnvelopeStaysEqualInEveryField() {
        assertThat(envelope().getAllFields())
                .as("one that has every field")
                .containsOnlyKeys(Metadata.getDescriptor().getFields());
        assertThat(SharedTexts.in(envelope())).isEqualTo(envelope());
        assertThat(SharedTexts.in(envelope()).getUnknownFields())
                .isEqualTo(envelope().getUnknownFields());
    }

    @Test
    void equalTextsOfTwoEnvelopesAreOne() {
        Metadata one = SharedTexts.in(envelope());
        Metadata other = SharedTexts.in(envelope());

        assertThat(one.getId()).isSameAs(other.getId());
        assertThat(one.getOwner()).isSameAs(other.getOwner());
        assertThat(one.getFinalizers(1)).isSameAs(other.getFinalizers(1));
        assertThat(one.getLabelsMap().get("cluster"))
                .isSameAs(other.getLabelsMap().get("cluster"));
        assertThat(one.getAnnotationsMap().keySet().iterator().next())
                .isSameAs(other.getAnnotationsMap().keySet().iterator().next());
    }
}
