package dev.omnibridge.simulator.recorded;

import dev.omnibridge.omni.proto.cosi.DestroyRequest;
import dev.omnibridge.omni.proto.cosi.GetRequest;
import dev.omnibridge.omni.proto.cosi.TeardownRequest;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.SimulatorTest;
import dev.omnibridge.simulator.access.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class AccessReplayTest extends SimulatorTest {

    private static final String CLUSTERS = ResourceTypes.CLUSTERS.name();
    private static final String STATUSES = ResourceTypes.CLUSTER_STATUSES.name();
    private static final String NAME = "probe-auth";

    private final Recording recording = new Recording("probe-auth.jsonl");
    private final RawClient reader =
            RawClient.of(simulator, simulator.accounts().create("reader", Role.READER));
    private final RawClient operator =
            RawClient.of(simulator, simulator.accounts().create("operator", Role.OPERATOR));

    @AfterEach
    void leave() {
        List.of(reader, operator).forEach(RawClient::close);
    }

    @TestFactory
    List<DynamicTest> roles() {
        return List.of(
                recording.test("auth/reader-create", () -> reader.create(Resources.cluster(NAME))),
                recording.test("auth/operator-create", () -> operator.create(Resources.cluster(NAME))),
                recording.test("auth/reader-get", () -> {
                    simulator.world().advance(Duration.ofSeconds(2));
                    reader.get(ResourceTypes.CLUSTERS, NAME);
                }),
                recording.test("auth/reader-update", () -> reader.update(client.get(ResourceTypes.CLUSTERS, NAME))),
                recording.test("auth/reader-teardown", () -> teardown(reader, CLUSTERS, NAME)),
                recording.test("auth/reader-destroy", () -> destroy(reader, CLUSTERS, NAME)),
                recording.test("auth/reader-get-missing", () -> reader.get(ResourceTypes.CLUSTERS, "missing")),
                recording.test("auth/reader-destroy-missing", () -> destroy(reader, CLUSTERS, "missing")),
                recording.test("auth/reader-secrets", () -> get(reader, "ClusterSecrets.omni.sidero.dev", NAME)),
                recording.test("auth/admin-secrets", () -> get(client, "ClusterSecrets.omni.sidero.dev", NAME)),
                recording.test("auth/unknown-type", () -> get(client, "Nonsense.omni.sidero.dev", NAME)),
                recording.test("auth/lowercase-type", () -> get(client, "clusters.omni.sidero.dev", NAME)),
                recording.test(
                        "auth/admin-update-status",
                        () -> client.update(client.get(ResourceTypes.CLUSTER_STATUSES, NAME))),
                recording.test("auth/admin-destroy-status", () -> destroy(client, STATUSES, NAME)),
                recording.test("auth/operator-teardown", () -> teardown(operator, CLUSTERS, NAME)),
                recording.test(
                        "auth/resource-definition-missing",
                        () -> client.state()
                                .get(GetRequest.newBuilder()
                                        .setNamespace("meta")
                                        .setType("ResourceDefinitions.meta.cosi.dev")
                                        .setId("nonsense.omni.sidero.dev")
                                        .build())));
    }

    private static void get(RawClient client, String type, String id) throws Exception {
        client.state()
                .get(GetRequest.newBuilder()
                        .setNamespace("default")
                        .setType(type)
                        .setId(id)
                        .build());
    }

    private static void teardown(RawClient client, String type, String id) throws Exception {
        client.state()
                .teardown(TeardownRequest.newBuilder()
                        .setNamespace("default")
                        .setType(type)
                        .setId(id)
                        .build());
    }

    private static void destroy(RawClient client, String type, String id) throws Exception {
        client.state()
                .destroy(DestroyRequest.newBuilder()
                        .setNamespace("default")
                        .setType(type)
                        .setId(id)
                        .build());
    }
}
