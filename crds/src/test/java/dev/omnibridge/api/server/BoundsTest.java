package dev.omnibridge.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.omnibridge.api.CustomResourceDefinitions;
import dev.omnibridge.api.server.Api.Answer;
import dev.omnibridge.api.server.Bounds.Overstep;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bound of every field, one step beyond. What lies within is in the tables and the examples. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RealKubernetes(definitions = "META-INF/omnibridge/crds")
class BoundsTest {
    private final Api api;

    BoundsTest(TestNamespace namespace) {
        api = new Api(namespace);
    }

    static Stream<Arguments> ofTheSpecs() {
        return oversteps("spec");
    }

    static Stream<Arguments> ofTheStatuses() {
        return oversteps("status");
    }

    @BeforeAll
    void createOneOfEachKind() {
        assertThat(Stream.of(Base.CONNECTION, Base.CLUSTER, Base.WORKERS).map(base -> api.create(base.object(), false)))
                .allMatch(Answer::isAccepted);
    }

    @AfterAll
    void removeTheConnection() {
        api.delete("OmniConnection", "demo");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("ofTheSpecs")
    void aSpecBeyondABoundIsRefused(Base base, Overstep overstep) {
        assertRefused(api.patch(base.kind(), "demo", "", overstep.change(), true), overstep);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("ofTheStatuses")
    void aStatusBeyondABoundIsRefused(Base base, Overstep overstep) {
        assertRefused(api.patch(base.kind(), "demo", "/status", overstep.change(), true), overstep);
    }

    private static void assertRefused(Answer answer, Overstep overstep) {
        assertThat(answer.causes()).as("%s", answer.body()).anySatisfy(cause -> {
            assertThat(cause.field()).isEqualTo(overstep.field());
            assertThat(cause.message()).contains(overstep.message());
        });
    }

    private static Stream<Arguments> oversteps(String part) {
        return CustomResourceDefinitions.yaml().stream()
                .map(Yaml::parse)
                .flatMap(crd -> Bounds.of(crd, part).stream().map(overstep -> Arguments.of(base(crd), overstep)));
    }

    private static Base base(JsonNode crd) {
        String kind = crd.at("/spec/names/kind").asText();
        return Stream.of(Base.CONNECTION, Base.CLUSTER, Base.WORKERS)
                .filter(base -> base.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
