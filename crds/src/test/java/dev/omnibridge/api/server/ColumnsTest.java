package dev.omnibridge.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.omnibridge.kubernetes.junit.RealKubernetes;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What {@code kubectl get} prints: the table comes from the API server, only the padding is ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RealKubernetes(definitions = "META-INF/omnibridge/crds")
class ColumnsTest {
    private final Api api;

    ColumnsTest(TestNamespace namespace) {
        api = new Api(namespace);
    }

    @BeforeAll
    void createTheExamples() {
        for (var example : Examples.all()) {
            assertThat(api.create(example, false).isAccepted()).isTrue();
            assertThat(api.patch(
                                    example.get("kind").asText(),
                                    example.at("/metadata/name").asText(),
                                    "/status",
                                    example.deepCopy().retain("status"),
                                    false)
                            .isAccepted())
                    .isTrue();
        }
    }

    /** The others go with their namespace. */
    @AfterAll
    void removeTheConnection() {
        api.delete("OmniConnection", "default");
    }

    @Test
    void clustersShowWhetherTheyAreReadyAndWhyNot() {
        assertThat(table("OmniCluster", 0)).isEqualTo("""
                        NAME   READY   STATUS           MACHINES   TALOS    KUBERNETES   AGE
                        demo   True    Ready            8/8        1.13.8   1.35.2       <age>
                        edge   True    Ready            3/3        1.13.8   1.35.2       <age>
                        old    False   Deleting         0/0                              <age>
                        prod   False   NameConflict                                      <age>
                        shop   False   MachinesLocked   5/5        1.13.7   1.35.2       <age>
                        """);
    }

    @Test
    void wideClustersShowTheirNameInOmniAndWhatDeletionWouldDo() {
        assertThat(table("OmniCluster", 1)).startsWith("""
                        NAME   READY   STATUS           MACHINES   TALOS    KUBERNETES   AGE     SYNCED   OMNI NAME     DELETION
                        demo   True    Ready            8/8        1.13.8   1.35.2       <age>   True     team-a-demo   Retain
                        edge   True    Ready            3/3        1.13.8   1.35.2       <age>   False    team-a-edge   Retain
                        """);
    }

    @Test
    void setsShowTheirClusterAndHowManyMachinesAreReady() {
        assertThat(table("OmniMachineSet", 1)).isEqualTo("""
                        NAME                  CLUSTER   READY   STATUS                 MACHINES   AGE     ROLE           CLASS   ALLOCATED
                        demo-control-planes   demo      True    Ready                  3/3        <age>   ControlPlane   small   3
                        demo-workers          demo      False   InsufficientMachines   1/3        <age>   Worker         big     2
                        """);
    }

    @Test
    void connectionsShowVersionRoleAndFreeMachines() {
        assertThat(table("OmniConnection", 1)).isEqualTo("""
                        NAME      READY   STATUS   OMNI     ROLE       CLUSTERS   FREE   MACHINES   AGE     ENDPOINT
                        default   True    Ready    1.10.4   Operator   12         9      60         <age>   https://acme.omni.siderolabs.io
                        """);
    }

    private String table(String kind, int upToPriority) {
        JsonNode table = api.get(kind, "", Api.TABLE);
        List<JsonNode> columns = new ArrayList<>();
        table.get("columnDefinitions").forEach(columns::add);
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns.stream()
                .map(column -> column.get("name").asText().toUpperCase(Locale.ROOT))
                .toList());
        for (JsonNode row : table.get("rows")) {
            rows.add(cells(row.get("cells"), columns));
        }
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).path("priority").asInt() <= upToPriority) {
                shown.add(i);
            }
        }
        return padded(rows, shown);
    }

    private static List<String> cells(JsonNode cells, List<JsonNode> columns) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            boolean isAge = columns.get(i).get("name").asText().equals("Age");
            texts.add(
                    isAge ? "<age>" : cells.get(i).isNull() ? "" : cells.get(i).asText());
        }
        return texts;
    }

    private static String padded(List<List<String>> rows, List<Integer> shown) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column : shown) {
                int width = rows.stream()
                        .mapToInt(r -> r.get(column).length())
                        .max()
                        .orElse(0);
                line.append(row.get(column))
                        .repeat(" ", width + 3 - row.get(column).length());
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
