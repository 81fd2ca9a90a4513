package dev.omnibridge.omni.mirror;

import com.google.protobuf.Message;
import dev.omnibridge.omni.mirror.KindSnapshot.MirrorState;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what a listener hears: {@code a: - > v1}, {@code live}, {@code broken}. */
final class Changes implements MirrorListener {

    private final List<String> heard = new ArrayList<>();

    @Override
    public <S extends Message> void onChange(
            ResourceType<S> type, String id, @Nullable Resource<S> before, @Nullable Resource<S> after) {
        heard.add(id + ": " + text(before) + " > " + text(after));
    }

    @Override
    public void onState(ResourceType<?> type, MirrorState state) {
        heard.add(state.live() ? "live" : "broken");
    }

    /** What was heard since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(heard);
        heard.clear();
        return taken;
    }

    private static String text(@Nullable Resource<?> resource) {
        return resource == null ? "-" : "v" + resource.version();
    }
}
