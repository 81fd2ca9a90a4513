package dev.omnibridge.simulator.contract;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.state.OmniException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Writes that Omni's validation refuses, and what it says: all of it, in its order. */
final class Refused {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final OmniUnderTest omni;

    Refused(OmniUnderTest omni) {
        this.omni = omni;
    }

    void create(Resource<?> resource, String... problems) {
        omni.leftovers().expect(resource.type(), resource.id());
        assertRefused(resource, () -> omni.state().create(resource), problems);
    }

    <S extends Message> void update(Resource<S> resource, UnaryOperator<Resource<S>> change, String... problems) {
        assertRefused(resource, () -> update(resource, change), problems);
    }

    <S extends Message> void teardown(Resource<S> resource, String... problems) {
        assertRefused(resource, () -> teardown(resource), problems);
    }

    /** An update of what is stored now: controllers write beside us, so it may take more than one attempt. */
    <S extends Message> Resource<S> update(Resource<S> resource, UnaryOperator<Resource<S>> change) {
        return await().atMost(PATIENCE)
                .ignoreException(OmniException.VersionConflict.class)
                .until(() -> omni.state().update(change.apply(stored(resource))), updated -> true);
    }

    <S extends Message> Resource<S> teardown(Resource<S> resource) {
        return await().atMost(PATIENCE)
                .ignoreException(OmniException.VersionConflict.class)
                .until(() -> omni.state().teardown(stored(resource)), torn -> true);
    }

    private <S extends Message> Resource<S> stored(Resource<S> resource) {
        return omni.state().getStored(resource.type(), resource.id(), PATIENCE).orElseThrow();
    }

    private static void assertRefused(Resource<?> resource, ThrowingCallable call, String... problems) {
        assertThatExceptionOfType(OmniException.ValidationFailed.class)
                .isThrownBy(call)
                .withMessage(resource.type().shortName() + "/" + resource.id() + ": " + String.join("; ", problems));
    }
}
