package dev.omnibridge.operator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.operator.reconcile.IncarnationMemory.Unanswered;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@RealKubernetes
class KnownIncarnationsTest {

    private final TestNamespace namespace;

    KnownIncarnationsTest(TestNamespace namespace) {
        this.namespace = namespace;
    }

    @Test
    void theLastTenAreKnownAlsoToTheNextProcess() {
        var first = new KnownIncarnations(namespace.client(), namespace.name(), "default");
        List<String> ids = IntStream.range(0, 12).mapToObj(n -> "id-" + n).toList();

        ids.forEach(first::remember);

        var next = new KnownIncarnations(namespace.client(), namespace.name(), "default");
        assertThat(next.known()).containsExactlyInAnyOrderElementsOf(ids.subList(2, 12));
        assertThat(new KnownIncarnations(namespace.client(), namespace.name(), "another").known())
                .isEmpty();
    }

    @Test
    void aMissingRightIsSaidWithWhatHelps() {
        try (var client = namespace.newClientAs("nobody-in-particular")) {
            var memory = new KnownIncarnations(client, namespace.name(), "default");

            assertThatExceptionOfType(Unanswered.class)
                    .isThrownBy(() -> memory.remember("id"))
                    .withMessage(
                            "ConfigMap %s/omnibridge-incarnations: the operator has no right to it; give it the rights of its version: those of the chart, or config/rbac",
                            namespace.name());
        }
    }

    @Test
    void aMissingNamespaceIsNamed() {
        var memory = new KnownIncarnations(namespace.client(), "nowhere", "default");

        assertThatExceptionOfType(Unanswered.class)
                .isThrownBy(() -> memory.remember("id"))
                .withMessage("ConfigMap nowhere/omnibridge-incarnations: namespace nowhere does not exist");
    }
}
