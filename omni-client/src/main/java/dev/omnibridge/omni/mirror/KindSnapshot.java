package dev.omnibridge.omni.mirror;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All resources of one type at one moment; immutable.
 *
 * @param <S> message of the spec
 */
public interface KindSnapshot<S extends Message> {

    /** The resource of that id. That there is none says little: see {@link MirrorState}. */
    Optional<Resource<S>> get(String id);

    /** All resources, in no order. */
    Collection<Resource<S>> all();

    /** The resources that an index of the mirror files under a key, ordered by id; see {@link MirroredKind}. */
    Collection<Resource<S>> byIndex(String index, String key);

    /** How far this kind can be trusted. */
    MirrorState state();

    /**
     * How far the copy of one kind can be trusted.
     *
     * @param bootstrapped whether everything that exists has been read at least once
     * @param live whether a watch stands right now
     * @param brokenSince when the watch broke; null while it stands
     * @param lastMessage when Omni last said anything on this watch; null before the first
     */
    record MirrorState(
            boolean bootstrapped,
            boolean live,
            @Nullable Instant brokenSince,
            @Nullable Instant lastMessage) {}
}
