package dev.omnibridge.simulator.contract;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import dev.omnibridge.omni.proto.cosi.Metadata;
import dev.omnibridge.omni.proto.cosi.Spec;
import dev.omnibridge.omni.proto.cosi.StateGrpc;
import dev.omnibridge.omni.proto.cosi.UpdateOptions;
import dev.omnibridge.omni.proto.cosi.UpdateRequest;
import dev.omnibridge.omni.resource.Resource;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;

/** A finalizer that keeps a resource on its way out. The client of this project never does that, so letting go is a call of its own. */
final class Hold {

    static final String FINALIZER = "contract/holds";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final OmniUnderTest omni;

    Hold(OmniUnderTest omni) {
        this.omni = omni;
    }

    /** Lets go of what is held, in any phase; controllers write beside us, so it may take more than one attempt. */
    <S extends Message> void release(Resource<S> resource) {
        await().atMost(PATIENCE)
                .ignoreException(StatusRuntimeException.class)
                .untilAsserted(() -> omni.state()
                        .getStored(resource.type(), resource.id(), PATIENCE)
                        .ifPresent(this::withoutOurs));
    }

    private void withoutOurs(Resource<?> stored) {
        List<String> others = stored.finalizers().stream()
                .filter(finalizer -> !finalizer.equals(FINALIZER))
                .toList();
        Metadata metadata = stored.metadata().toBuilder()
                .clearFinalizers()
                .addAllFinalizers(others)
                .build();
        StateGrpc.newBlockingStub(omni.signed())
                .update(UpdateRequest.newBuilder()
                        .setNewResource(dev.omnibridge.omni.proto.cosi.Resource.newBuilder()
                                .setMetadata(metadata)
                                .setSpec(Spec.newBuilder()
                                        .setProtoSpec(stored.spec().toByteString())))
                        .setOptions(UpdateOptions.getDefaultInstance())
                        .build());
    }
}
