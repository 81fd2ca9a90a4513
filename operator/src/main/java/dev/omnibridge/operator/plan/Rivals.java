package dev.omnibridge.operator.plan;

import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.operator.claim.Claim;
import dev.omnibridge.operator.claim.Owner;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Several custom resources that name one object in Omni. Every one of them comes to the same answer by itself: the holder of the claim
 * wins, then the one it was released by, then the older, then the smaller uid.
 */
final class Rivals {

    private Rivals() {}

    /** The one that goes before the object; empty if the name is the object's. */
    static Optional<HasMetadata> winnerOver(
            HasMetadata object,
            String instance,
            List<? extends HasMetadata> rivals,
            Optional<? extends Resource<?>> inOmni) {
        Stream<HasMetadata> contenders = rivals.stream()
                .<HasMetadata>map(rival -> rival)
                .filter(rival -> rank(rival, instance, inOmni) == 0 || !Lifecycle.isBeingDeleted(rival));
        return Stream.concat(Stream.of(object), contenders)
                .min(order(instance, inOmni))
                .filter(first -> !first.getMetadata()
                        .getUid()
                        .equals(object.getMetadata().getUid()));
    }

    /** How the winner is named to the loser: an object of another namespace may be another tenant's. */
    static String nameFor(HasMetadata reader, HasMetadata winner) {
        return reader.getMetadata().getNamespace().equals(winner.getMetadata().getNamespace())
                ? Lifecycle.name(winner)
                : "another object";
    }

    private static Comparator<HasMetadata> order(String instance, Optional<? extends Resource<?>> inOmni) {
        return Comparator.<HasMetadata>comparingInt(o -> rank(o, instance, inOmni))
                .thenComparing(o -> created(o))
                .thenComparing(o -> o.getMetadata().getUid());
    }

    /** RFC 3339 in UTC as Kubernetes writes it sorts as text; an object without a time was not stored yet and comes last. */
    private static String created(HasMetadata object) {
        String created = object.getMetadata().getCreationTimestamp();
        return created == null ? "9" : created;
    }

    private static int rank(HasMetadata object, String instance, Optional<? extends Resource<?>> inOmni) {
        if (inOmni.isEmpty()) {
            return 2;
        }
        return switch (Claim.of(inOmni.get(), Owner.of(instance, object))) {
            case Claim.Ours _ -> 0;
            case Claim.Returning _ -> 1;
            case Claim.None _ -> 2;
            case Claim.Foreign _ -> 2;
        };
    }
}
