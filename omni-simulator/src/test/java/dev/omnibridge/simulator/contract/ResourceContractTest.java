package dev.omnibridge.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.UnknownFieldSet;
import dev.omnibridge.omni.proto.cosi.CreateOptions;
import dev.omnibridge.omni.proto.cosi.CreateRequest;
import dev.omnibridge.omni.proto.cosi.Metadata;
import dev.omnibridge.omni.proto.cosi.Spec;
import dev.omnibridge.omni.proto.cosi.StateGrpc;
import dev.omnibridge.omni.proto.cosi.UpdateRequest;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.state.OmniException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ResourceContractTest {

    @RegisterExtension
    static final OmniUnderTest omni = new OmniUnderTest();

    private final Labels labels = new Labels(omni);

    @BeforeEach
    void writes() {
        omni.needsToWrite();
    }

    @Test
    void aCreatedResourceIsAnsweredWithVersionOneAndTimes() {
        Resource<MachineLabelsSpec> created = labels.stored("a");

        assertThat(created.version()).isEqualTo(1);
        assertThat(created.owner()).isEmpty();
        assertThat(created.isTearingDown()).isFalse();
        assertThat(created.created().getEpochSecond()).isPositive();
        await().untilAsserted(() ->
                assertThat(omni.state().get(Labels.TYPE, created.id())).isEqualTo(created));
    }

    @Test
    void anIdThatIsTakenIsRefused() {
        Resource<MachineLabelsSpec> created = labels.stored("a");

        assertThatExceptionOfType(OmniException.AlreadyExists.class)
                .isThrownBy(() -> omni.state().create(created))
                .withMessageContaining("already exists");
    }

    @Test
    void anUpdateRaisesTheVersionByOneAndReplacesLabelsAsAWhole() {
        Resource<MachineLabelsSpec> first =
                omni.state().create(labels.unstored("a").withLabel("old", "1"));

        Resource<MachineLabelsSpec> second =
                update(first.withMetadata(m -> m.clearLabels().putLabels("new", "2")));

        assertThat(second.version()).isEqualTo(2);
        assertThat(second.labels()).containsOnlyKeys("new");
        assertThat(second.created()).isEqualTo(first.created());
    }

    @Test
    void anUpdateThatChangesNothingIsWrittenAllTheSame() {
        assertThat(update(labels.stored("a")).version()).isEqualTo(2);
    }

    @Test
    void anUpdateOfAVersionThatIsNotTheStoredOneIsRefused() {
        Resource<MachineLabelsSpec> first = labels.stored("a");
        update(first.withLabel("a", "b"));

        assertThatExceptionOfType(OmniException.VersionConflict.class)
                .isThrownBy(() -> omni.state().update(first.withLabel("a", "c")));
        assertThatExceptionOfType(OmniException.VersionConflict.class)
                .isThrownBy(() -> omni.state().update(first.withMetadata(m -> m.setVersion("undefined"))));
    }

    @Test
    void fieldsOfASpecThatOmniDoesNotKnowAreKept() {
        MachineLabelsSpec spec = MachineLabelsSpec.newBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                1999,
                                UnknownFieldSet.Field.newBuilder().addVarint(7).build())
                        .build())
                .build();

        assertThat(omni.state().create(labels.unstored("a").withSpec(spec)).spec())
                .isEqualTo(spec);
    }

    @Test
    void whatIsMissingIsNotFoundByEveryCall() {
        Resource<MachineLabelsSpec> missing = labels.unstored("missing").withMetadata(m -> m.setVersion("1"));

        assertThatExceptionOfType(OmniException.NotFound.class)
                .isThrownBy(() -> omni.state().get(Labels.TYPE, missing.id()))
                .withMessageContaining("doesn't exist");
        assertThatExceptionOfType(OmniException.NotFound.class)
                .isThrownBy(() -> omni.state().update(missing));
        assertThatExceptionOfType(OmniException.NotFound.class)
                .isThrownBy(() -> omni.state().destroy(Labels.TYPE, missing.id()));
        assertThat(omni.state().confirmAbsent(Labels.TYPE, missing.id(), Duration.ofSeconds(10)))
                .isTrue();
    }

    @Test
    void controlCharactersAndTextsThatAreTooLongAreRefused() {
        assertThatExceptionOfType(OmniException.ValidationFailed.class)
                .isThrownBy(() -> omni.state().create(labels.unstored("a").withLabel("a", "x\ny")))
                .withMessageContaining("label value for key \"a\" must not contain control characters");
        assertThatExceptionOfType(OmniException.ValidationFailed.class)
                .isThrownBy(() -> omni.state().create(labels.unstored("a").withAnnotation("a", "x".repeat(16_385))))
                .withMessageContaining("annotation value for key \"a\" is too long: 16385 bytes (max 16384)");
    }

    @Test
    void anEnvelopeThatLacksAPartIsRefusedWithoutACodeOfItsOwn() {
        Metadata metadata = labels.unstored("a").metadata();

        assertUnknown("spec is missing", create(r -> r.setMetadata(metadata)));
        assertUnknown("metadata is missing", create(r -> r.setSpec(Spec.getDefaultInstance())));
        assertUnknown(
                "error parsing version",
                create(r -> r.setMetadata(metadata.toBuilder().setVersion("")).setSpec(Spec.getDefaultInstance())));
        assertUnknown(
                "unknown phase",
                create(r -> r.setMetadata(metadata.toBuilder().setPhase("")).setSpec(Spec.getDefaultInstance())));
        assertUnknown(
                "owner is already set to \"me\"",
                create(r -> r.setMetadata(metadata.toBuilder().setOwner("me")).setSpec(Spec.getDefaultInstance())));
    }

    @Test
    void anUpdateWithoutOptionsBreaksOmni() {
        Resource<MachineLabelsSpec> stored = labels.stored("a");
        await().until(() -> omni.state().get(Labels.TYPE, stored.id()).version() == 1);

        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() -> StateGrpc.newBlockingStub(omni.signed())
                        .update(UpdateRequest.newBuilder()
                                .setNewResource(dev.omnibridge.omni.proto.cosi.Resource.newBuilder()
                                        .setMetadata(stored.metadata())
                                        .setSpec(Spec.getDefaultInstance()))
                                .build()))
                .matches(e -> e.getStatus().getCode() == Status.Code.INTERNAL);
    }

    @Test
    void aListOfANamespaceThatDoesNotExistIsEmpty() {
        ResourceType<MachineLabelsSpec> elsewhere =
                new ResourceType<>(Labels.TYPE.name(), "nowhere", MachineLabelsSpec.getDefaultInstance());

        assertThat(omni.state().list(elsewhere)).isEmpty();
    }

    /** Right after a create, Omni's cache may not know the resource yet. */
    private static Resource<MachineLabelsSpec> update(Resource<MachineLabelsSpec> resource) {
        await().ignoreException(OmniException.NotFound.class)
                .until(() -> !omni.state().get(Labels.TYPE, resource.id()).id().isEmpty());
        return omni.state().update(resource);
    }

    private static CreateRequest create(UnaryOperator<dev.omnibridge.omni.proto.cosi.Resource.Builder> content) {
        return CreateRequest.newBuilder()
                .setResource(content.apply(dev.omnibridge.omni.proto.cosi.Resource.newBuilder()))
                .setOptions(CreateOptions.getDefaultInstance())
                .build();
    }

    private static void assertUnknown(String text, CreateRequest request) {
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() -> StateGrpc.newBlockingStub(omni.signed()).create(request))
                .matches(e -> e.getStatus().getCode() == Status.Code.UNKNOWN)
                .withMessageContaining(text);
    }
}
