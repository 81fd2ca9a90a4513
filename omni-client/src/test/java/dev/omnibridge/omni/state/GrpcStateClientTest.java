package dev.omnibridge.omni.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.omnibridge.omni.proto.cosi.CreateRequest;
import dev.omnibridge.omni.proto.cosi.DestroyRequest;
import dev.omnibridge.omni.proto.cosi.GetRequest;
import dev.omnibridge.omni.proto.cosi.LabelTerm;
import dev.omnibridge.omni.proto.cosi.ListRequest;
import dev.omnibridge.omni.proto.cosi.Metadata;
import dev.omnibridge.omni.proto.cosi.Spec;
import dev.omnibridge.omni.proto.cosi.UpdateRequest;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.LabelQuery;
import dev.omnibridge.omni.resource.LabelQuery.Term;
import dev.omnibridge.omni.resource.Phase;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GrpcStateClientTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.5Z");

    private final ScriptedState omni = new ScriptedState();
    private final InProcess process = InProcess.of(omni);
    private final StateClient client = new GrpcStateClient(process.channel(), Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void stop() {
        process.close();
    }

    @Test
    void aGetNamesNamespaceTypeAndIdAndDropsTheYaml() throws InterruptedException {
        omni.holds(stored(
                ClusterSpec.newBuilder().setTalosVersion("1.10.4").build().toByteString()));

        Resource<ClusterSpec> cluster = client.get(ResourceTypes.CLUSTERS, "demo");

        GetRequest request = (GetRequest) omni.requests.take();
        assertThat(request.getNamespace()).isEqualTo("default");
        assertThat(request.getType()).isEqualTo("Clusters.omni.sidero.dev");
        assertThat(request.getId()).isEqualTo("demo");
        assertThat(request.hasOptions()).isTrue();
        assertThat(cluster.version()).isEqualTo(7);
        assertThat(cluster.spec().getTalosVersion()).isEqualTo("1.10.4");
    }

    @Test
    void aListSendsItsQueriesWithAValueWhereOmniNeedsOne() throws InterruptedException {
        LabelQuery all = new LabelQuery(List.of(
                new Term.Exists("a", true),
                new Term.Equal("b", "x", false),
                new Term.In("c", List.of("x", "y"), false),
                new Term.LessThan("d", "16GiB", true, false),
                new Term.LessThan("e", "8", false, true)));

        client.list(ResourceTypes.MACHINE_STATUSES, all, LabelQuery.exists("z"));

        ListRequest request = (ListRequest) omni.requests.take();
        assertThat(request.getOptions().getLabelQueryList()).hasSize(2);
        assertThat(request.getOptions().getLabelQuery(0).getTermsList())
                .containsExactly(
                        term("a", LabelTerm.Operation.EXISTS, true),
                        term("b", LabelTerm.Operation.EQUAL, false, "x"),
                        term("c", LabelTerm.Operation.IN, false, "x", "y"),
                        term("d", LabelTerm.Operation.LTE_NUMERIC, false, "16GiB"),
                        term("e", LabelTerm.Operation.LT_NUMERIC, true, "8"));
    }

    @Test
    void aCreateSendsTimesAndOptionsAndNeverAnOwner() throws InterruptedException {
        Resource<ClusterSpec> wanted = Resource.of(ResourceTypes.CLUSTERS, "demo", ClusterSpec.getDefaultInstance())
                .withMetadata(m -> m.setOwner("somebody"));

        Resource<ClusterSpec> created = client.create(wanted);

        CreateRequest request = (CreateRequest) omni.requests.take();
        Metadata sent = request.getResource().getMetadata();
        assertThat(sent.getVersion()).isEqualTo("undefined");
        assertThat(sent.getPhase()).isEqualTo("running");
        assertThat(sent.getOwner()).isEmpty();
        assertThat(sent.getUpdated()).isEqualTo(WireFormat.timestamp(NOW)).isEqualTo(sent.getCreated());
        assertThat(request.getResource().hasSpec()).isTrue();
        assertThat(request.hasOptions()).isTrue();
        assertThat(created.version()).isEqualTo(1);
    }

    @Test
    void anUpdateSendsTheVersionThatWasReadAndExpectsTheResourceToRun() throws InterruptedException {
        omni.holds(stored(ByteString.EMPTY));
        Resource<ClusterSpec> read = client.get(ResourceTypes.CLUSTERS, "demo");
        omni.requests.clear();

        client.update(read.withLabel("a", "b"));

        UpdateRequest request = (UpdateRequest) omni.requests.take();
        assertThat(request.getNewResource().getMetadata().getVersion()).isEqualTo("7");
        assertThat(request.getNewResource().getMetadata().getFinalizersList()).containsExactly("SomeController");
        assertThat(request.getNewResource().getSpec().getYamlSpec()).isEmpty();
        assertThat(request.getOptions().getExpectedPhase()).isEqualTo("running");
    }

    @Test
    void fieldsUnknownToThisClientSurviveAReadModifyWrite() throws InterruptedException {
        UnknownFieldSet future = UnknownFieldSet.newBuilder()
                .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(42).build())
                .build();
        omni.holds(stored(ClusterSpec.newBuilder()
                .setTalosVersion("1.10.4")
                .setUnknownFields(future)
                .build()
                .toByteString()));

        Resource<ClusterSpec> read = client.get(ResourceTypes.CLUSTERS, "demo");
        omni.requests.clear();
        client.update(
                read.withSpec(read.spec().toBuilder().setTalosVersion("1.10.5").build()));

        UpdateRequest request = (UpdateRequest) omni.requests.take();
        ClusterSpec written = parse(request.getNewResource().getSpec().getProtoSpec());
        assertThat(written.getTalosVersion()).isEqualTo("1.10.5");
        assertThat(written.getUnknownFields()).isEqualTo(future);
    }

    @Test
    void aTeardownIsAVersionedUpdateOfARunningResource() throws InterruptedException {
        omni.holds(stored(ByteString.EMPTY));
        Resource<ClusterSpec> read = client.get(ResourceTypes.CLUSTERS, "demo");
        omni.requests.clear();

        Resource<ClusterSpec> after = client.teardown(read);

        UpdateRequest request = (UpdateRequest) omni.requests.take();
        assertThat(request.getNewResource().getMetadata().getPhase()).isEqualTo("tearingDown");
        assertThat(request.getNewResource().getMetadata().getVersion()).isEqualTo("7");
        assertThat(request.getOptions().getExpectedPhase()).isEqualTo("running");
        assertThat(after.phase()).isEqualTo(Phase.TEARING_DOWN);
    }

    @Test
    void aDestroySendsItsOptions() throws InterruptedException {
        client.destroy(ResourceTypes.MACHINE_LABELS, "m1");

        DestroyRequest request = (DestroyRequest) omni.requests.take();
        assertThat(request.getId()).isEqualTo("m1");
        assertThat(request.hasOptions()).isTrue();
    }

    @Test
    void aSpecThatIsNoneOfItsTypeIsAnErrorThatNamesTheResource() {
        omni.holds(stored(ByteString.copyFromUtf8("\u000f\u000f")));

        assertThatExceptionOfType(OmniException.Unexpected.class)
                .isThrownBy(() -> client.get(ResourceTypes.CLUSTERS, "demo"))
                .withMessage("Clusters/demo: its spec is no ClusterSpec");
    }

    private static LabelTerm term(String key, LabelTerm.Operation op, boolean invert, String... values) {
        return LabelTerm.newBuilder()
                .setKey(key)
                .setOp(op)
                .setInvert(invert)
                .addAllValue(List.of(values))
                .build();
    }

    private static ClusterSpec parse(ByteString bytes) {
        try {
            return ClusterSpec.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static dev.omnibridge.omni.proto.cosi.Resource stored(ByteString spec) {
        return dev.omnibridge.omni.proto.cosi.Resource.newBuilder()
                .setMetadata(Metadata.newBuilder()
                        .setNamespace("default")
                        .setType("Clusters.omni.sidero.dev")
                        .setId("demo")
                        .setVersion("7")
                        .setPhase("running")
                        .addFinalizers("SomeController"))
                .setSpec(Spec.newBuilder().setProtoSpec(spec).setYamlSpec("talosversion: 1.10.4"))
                .build();
    }
}
