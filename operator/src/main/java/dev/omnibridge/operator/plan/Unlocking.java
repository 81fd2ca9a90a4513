package dev.omnibridge.operator.plan;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.plan.FieldChange.Cause;
import dev.omnibridge.operator.plan.Operation.ClaimChange;
import dev.omnibridge.operator.plan.Operation.Update;
import java.util.List;
import java.util.Optional;

/**
 * The way to lift a lock that somebody else set: a token that names the locked object, this life of it, at the version it was seen at, so
 * that it does not lift a later lock.
 *
 * @param token lets it through
 * @param update takes the lock off and changes nothing else
 */
public record Unlocking(String token, Update update) {

    /**
     * Of a lock.
     *
     * @param annotation that is the lock
     */
    public static <S extends Message> Unlocking of(Resource<S> locked, String annotation) {
        FieldChange change = new FieldChange(
                "metadata.annotations[" + annotation + "]", Optional.of("locked"), Optional.empty(), Cause.APPROVED);
        return new Unlocking(
                Tokens.unlock(locked.id(), locked.version(), locked.created()),
                new Update(locked, locked.withoutAnnotation(annotation), List.of(change), ClaimChange.KEPT));
    }

    /** Whether an operation lifts a lock. */
    public static boolean isOne(Operation operation) {
        return switch (operation) {
            case Update update -> update.changes().stream().anyMatch(change -> change.cause() == Cause.APPROVED);
            case Operation.Create _, Operation.Teardown _ -> false;
        };
    }
}
