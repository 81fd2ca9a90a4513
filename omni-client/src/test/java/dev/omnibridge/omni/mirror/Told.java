package dev.omnibridge.omni.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.omnibridge.omni.mirror.KindSnapshot.MirrorState;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rebuilds the contents of a mirror from what its listener is told, and checks that each change begins where the last one ended. */
final class Told implements MirrorListener {

    final Map<String, Resource<?>> shown = new TreeMap<>();

    @Override
    public <S extends Message> void onChange(
            ResourceType<S> type, String id, @Nullable Resource<S> before, @Nullable Resource<S> after) {
        assertThat(shown.get(id)).isEqualTo(before);
        if (after == null) {
            shown.remove(id);
        } else {
            shown.put(id, after);
        }
    }

    @Override
    public void onState(ResourceType<?> type, MirrorState state) {}
}
