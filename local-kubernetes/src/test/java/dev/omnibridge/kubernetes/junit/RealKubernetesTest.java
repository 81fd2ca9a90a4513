package dev.omnibridge.kubernetes.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.kubernetes.LocalKubernetes;
import dev.omnibridge.kubernetes.binaries.Controllers;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@RealKubernetes
class RealKubernetesTest {

    @Test
    void a_class_has_a_namespace_named_after_it(TestNamespace namespace, KubernetesClient client) {
        assertThat(namespace.name()).matches("real-kubernetes-test-[0-9a-f]{8}");
        assertThat(client.getNamespace()).isEqualTo(namespace.name());
        assertThat(client.namespaces().withName(namespace.name()).get()).isNotNull();
    }

    @Test
    void classes_of_one_jvm_share_the_server(TestNamespace namespace, LocalKubernetes kubernetes) {
        var answer = SharedKubernetes.ofThisJvm().ask(Controllers.IF_AVAILABLE, false);

        assertThat(answer).isEqualTo(new SharedKubernetes.Answer.Running(kubernetes));
        assertThat(namespace.kubernetes()).isSameAs(kubernetes);
    }

    @Test
    void a_client_of_somebody_else_has_the_namespace_and_that_ones_rights(TestNamespace namespace) {
        try (var weak = namespace.newClientAs("weak")) {
            assertThat(weak.getNamespace()).isEqualTo(namespace.name());
            assertThat(weak.getConfiguration().getImpersonateUsername()).isEqualTo("weak");
        }
    }

    @Nested
    class Inside {

        @Test
        void a_nested_class_shares_the_namespace_around_it(TestNamespace namespace) {
            assertThat(namespace.name()).startsWith("real-kubernetes-test-");
        }
    }
}
