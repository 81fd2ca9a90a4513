package dev.omnibridge.omni.mirror;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/** Hears of every change of a mirror, after the snapshot shows it. Must return soon and not throw. */
public interface MirrorListener {

    /**
     * A resource changed.
     *
     * @param before null if it was not known
     * @param after null if it is gone
     */
    <S extends Message> void onChange(
            ResourceType<S> type, String id, @Nullable Resource<S> before, @Nullable Resource<S> after);

    /** A watch began to stand, broke, or completed its bootstrap. */
    void onState(ResourceType<?> type, KindSnapshot.MirrorState state);
}
