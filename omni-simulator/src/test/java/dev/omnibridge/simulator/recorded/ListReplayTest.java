package dev.omnibridge.simulator.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.cosi.GetRequest;
import dev.omnibridge.omni.proto.cosi.IDQuery;
import dev.omnibridge.omni.proto.cosi.LabelQuery;
import dev.omnibridge.omni.proto.cosi.LabelTerm;
import dev.omnibridge.omni.proto.cosi.LabelTerm.Operation;
import dev.omnibridge.omni.proto.cosi.ListOptions;
import dev.omnibridge.omni.proto.cosi.ListRequest;
import dev.omnibridge.omni.proto.cosi.ListResponse;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.SimulatorTest;
import dev.omnibridge.simulator.access.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Lists with and without queries, as recorded. */
class ListReplayTest extends SimulatorTest {

    private static final ListOptions NONE = ListOptions.getDefaultInstance();

    private final Recording recording = new Recording("probe-watch.jsonl");
    private final RawClient nobody =
            RawClient.of(simulator, simulator.accounts().create("nobody", Role.NONE));

    @BeforeEach
    void prepare() throws Exception {
        for (String n : List.of("0", "1", "2")) {
            client.create(RawClient.with(
                    RawClient.resource(
                            ResourceTypes.MACHINE_LABELS, "watch-" + n, MachineLabelsSpec.getDefaultInstance()),
                    metadata -> metadata.putLabels("n", n)));
        }
    }

    @AfterEach
    void leave() {
        nobody.close();
    }

    @TestFactory
    List<DynamicTest> queries() {
        return List.of(
                listed("list/plain", NONE),
                listed("list/nil-options", NONE),
                listed(
                        "list/regexp",
                        ListOptions.newBuilder()
                                .setIdQuery(IDQuery.newBuilder().setRegexp("watch-[12]"))
                                .build()),
                listed(
                        "list/lt-numeric",
                        ListOptions.newBuilder()
                                .addLabelQuery(n(Operation.LT_NUMERIC, "2"))
                                .build()),
                listed(
                        "list/or",
                        ListOptions.newBuilder()
                                .addLabelQuery(n(Operation.EQUAL, "1"))
                                .addLabelQuery(n(Operation.EQUAL, "2"))
                                .build()));
    }

    @TestFactory
    List<DynamicTest> kindsForAnybodyAndPlacesThatAreNot() {
        return List.of(
                recording.test(
                        "list/talosversions-none-role",
                        () -> assertThat(ids(nobody, ResourceTypes.TALOS_VERSIONS, "default", NONE))
                                .contains("1.12.11", "1.13.7", "1.13.8")),
                recording.test(
                        "list/kubernetesversions",
                        () -> assertThat(ids(client, ResourceTypes.KUBERNETES_VERSIONS, "default", NONE))
                                .contains("1.34.5", "1.35.6", "1.35.7", "1.36.2", "1.36.3")),
                recording.test(
                        "list/wrong-namespace",
                        () -> assertThat(ids(client, ResourceTypes.CLUSTERS, "nowhere", NONE))
                                .isEmpty()),
                recording.test(
                        "list/gzip",
                        () -> client.state()
                                .withCompression("gzip")
                                .get(GetRequest.newBuilder()
                                        .setNamespace("default")
                                        .setType(ResourceTypes.MACHINE_LABELS.name())
                                        .setId("watch-0")
                                        .build())));
    }

    private DynamicTest listed(String id, ListOptions options) {
        return recording.test(
                id,
                () -> assertThat(ids(client, ResourceTypes.MACHINE_LABELS, "default", options))
                        .isEqualTo(recording.extras(id)));
    }

    private static List<String> ids(RawClient client, ResourceType<?> type, String namespace, ListOptions options)
            throws Exception {
        var answers = client.state()
                .list(ListRequest.newBuilder()
                        .setNamespace(namespace)
                        .setType(type.name())
                        .setOptions(options)
                        .build());
        List<String> ids = new ArrayList<>();
        while (answers.hasNext()) {
            ListResponse answer = answers.read();
            ids.add(answer.getResource().getMetadata().getId());
        }
        return ids;
    }

    private static LabelQuery n(Operation operation, String value) {
        return LabelQuery.newBuilder()
                .addTerms(LabelTerm.newBuilder().setKey("n").setOp(operation).addValue(value))
                .build();
    }
}
