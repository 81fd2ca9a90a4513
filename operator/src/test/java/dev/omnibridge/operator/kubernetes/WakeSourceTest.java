package dev.omnibridge.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WakeSourceTest {

    private final List<String> told = new ArrayList<>();
    private final WakeSource<OmniConnection> source = new WakeSource<>(
            new ObjectCache<>(Map.of()), (before, after) -> told.add(uid(before) + " -> " + uid(after)));

    @Test
    void aChangeOfOneObjectIsToldAsSuch() {
        source.onResourceUpdated(connection("a"), connection("a"));

        assertThat(told).containsExactly("a -> a");
    }

    @Test
    void anotherObjectOfTheSameNameIsAnEndAndABeginning() {
        source.onResourceUpdated(connection("b"), connection("a"));

        assertThat(told).containsExactly("a -> none", "none -> b");
    }

    private static OmniConnection connection(String uid) {
        OmniConnection connection = new OmniConnection();
        connection.getMetadata().setName("default");
        connection.getMetadata().setUid(uid);
        return connection;
    }

    private static String uid(Optional<OmniConnection> connection) {
        return connection.map(c -> c.getMetadata().getUid()).orElse("none");
    }
}
