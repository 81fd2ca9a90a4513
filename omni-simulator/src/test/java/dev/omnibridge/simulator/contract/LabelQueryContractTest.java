package dev.omnibridge.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.omni.proto.cosi.LabelTerm;
import dev.omnibridge.omni.proto.cosi.ListOptions;
import dev.omnibridge.omni.proto.cosi.ListRequest;
import dev.omnibridge.omni.proto.cosi.StateGrpc;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.LabelQuery.Term;
import dev.omnibridge.omni.resource.Resource;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LabelQueryContractTest {

    @RegisterExtension
    static final OmniUnderTest omni = new OmniUnderTest();

    private final Labels labels = new Labels(omni);
    private final Term ours = new Term.Equal("contract", omni.id("run"), false);

    @BeforeEach
    void threeMachinesWithMemory() {
        omni.needsToWrite();
        make("c", "4GiB");
        make("a", "16GiB");
        make("b", "many");
        await().until(() -> find().size() == 3);
    }

    @Test
    void resourcesAreListedInTheOrderOfTheirIds() {
        assertThat(find()).containsExactly("a", "b", "c");
    }

    @Test
    void aValueIsComparedAsAWhole() {
        assertThat(find(new Term.Equal("mem", "4GiB", false))).containsExactly("c");
        assertThat(find(new Term.Equal("mem", "4GiB", true))).containsExactly("a", "b");
        assertThat(find(new Term.In("mem", List.of("4GiB", "many"), false))).containsExactly("b", "c");
    }

    @Test
    void aLabelIsThereOrNot() {
        assertThat(find(new Term.Exists("only-a", false))).containsExactly("a");
        assertThat(find(new Term.Exists("only-a", true))).containsExactly("b", "c");
    }

    @Test
    void sizesAreComparedAsNumbersAndWhatIsNoneNeverFits() {
        assertThat(find(new Term.LessThan("mem", "16GiB", false, false))).containsExactly("c");
        assertThat(find(new Term.LessThan("mem", "16 GiB", true, false))).containsExactly("a", "c");
        assertThat(find(new Term.LessThan("mem", "5G", false, true))).containsExactly("a");
        assertThat(find(new Term.LessThan("absent", "1", false, true))).isEmpty();
    }

    @Test
    void severalTermsMustAllHoldAndOfSeveralQueriesOne() {
        assertThat(find(new Term.Exists("only-a", false), new Term.Equal("mem", "4GiB", false)))
                .isEmpty();
        assertThat(list(query(new Term.Exists("only-a", false)), query(new Term.Equal("mem", "4GiB", false))))
                .containsExactly("a", "c");
    }

    @Test
    void aTermWithoutAValueBreaksOmni() {
        ListRequest request = ListRequest.newBuilder()
                .setNamespace(Labels.TYPE.namespace())
                .setType(Labels.TYPE.name())
                .setOptions(ListOptions.newBuilder()
                        .addLabelQuery(dev.omnibridge.omni.proto.cosi.LabelQuery.newBuilder()
                                .addTerms(LabelTerm.newBuilder()
                                        .setKey("contract")
                                        .setOp(LabelTerm.Operation.EQUAL))))
                .build();

        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() ->
                        StateGrpc.newBlockingStub(omni.signed()).list(request).forEachRemaining(r -> {}))
                .matches(e -> e.getStatus().getCode() == Status.Code.INTERNAL);
    }

    private void make(String suffix, String memory) {
        var resource =
                labels.unstored(suffix).withLabel("contract", omni.id("run")).withLabel("mem", memory);
        omni.state().create(suffix.equals("a") ? resource.withLabel("only-a", "") : resource);
    }

    private List<String> find(Term... terms) {
        return list(query(terms));
    }

    private LabelQuery query(Term... terms) {
        return new LabelQuery(
                Stream.concat(Stream.of(ours), Arrays.stream(terms)).toList());
    }

    private static List<String> list(LabelQuery... queries) {
        return omni.state().list(Labels.TYPE, queries).stream()
                .map(Resource::id)
                .map(id -> id.substring(omni.id("").length()))
                .toList();
    }
}
