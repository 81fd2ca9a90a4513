package dev.omnibridge.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RealKubernetes(definitions = "META-INF/omnibridge/crds")
class FieldSelectorTest {
    private final Api api;

    FieldSelectorTest(TestNamespace namespace) {
        api = new Api(namespace);
    }

    @BeforeAll
    void twoOfEachKind() {
        create(Base.CLUSTER, "one", "spec: {clusterName: shop}", "status: {clusterName: shop}");
        create(Base.CLUSTER, "two", "spec: {connectionRef: {name: acme}}", "status: {clusterName: two}");
        create(Base.WORKERS, "one", "spec: {clusterRef: {name: shop}}", "status: {machineSetID: shop-one}");
        create(Base.CONTROL_PLANE, "two", "{}", "status: {machineSetID: demo-control-planes}");
    }

    @ParameterizedTest
    @CsvSource({
        "OmniCluster, spec.clusterName=shop, one",
        "OmniCluster, spec.connectionRef.name=acme, two",
        "OmniCluster, status.clusterName=two, two",
        "OmniMachineSet, spec.clusterRef.name=shop, one",
        "OmniMachineSet, spec.role=ControlPlane, two",
        "OmniMachineSet, status.machineSetID=shop-one, one",
    })
    void objectsAreFoundByAFieldOfTheirSpecOrStatus(String kind, String selector, String found) {
        var list = api.get(kind, "?fieldSelector=" + URLEncoder.encode(selector, StandardCharsets.UTF_8), Api.JSON);

        assertThat(list.get("items"))
                .extracting(item -> item.at("/metadata/name").asText())
                .isEqualTo(List.of(found));
    }

    private void create(Base base, String name, String spec, String status) {
        var object = Yaml.merge(base.object(), Yaml.parse(spec));
        Yaml.merge(object, Yaml.parse("metadata: {name: %s}".formatted(name)));
        assertThat(api.create(object, false).isAccepted()).isTrue();
        assertThat(api.patch(base.kind(), name, "/status", Yaml.parse(status), false)
                        .isAccepted())
                .isTrue();
    }
}
