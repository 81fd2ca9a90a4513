package dev.omnibridge.omni.mirror;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.ResourceType;
import java.util.Set;

/** Several kinds of resources at one moment; immutable, so that a plan reads one consistent state. */
public interface OmniSnapshot {

    /**
     * One kind.
     *
     * @throws IllegalArgumentException if the kind is not mirrored
     */
    <S extends Message> KindSnapshot<S> kind(ResourceType<S> type);

    /** The kinds in this snapshot. */
    Set<ResourceType<?>> kinds();

    /** Whether every kind has been read completely at least once. Nothing may be planned before. */
    default boolean bootstrapped() {
        return kinds().stream().allMatch(type -> kind(type).state().bootstrapped());
    }

    /** Whether a watch of every kind stands. */
    default boolean live() {
        return kinds().stream().allMatch(type -> kind(type).state().live());
    }
}
