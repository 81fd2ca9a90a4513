package dev.omnibridge.simulator.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.omni.proto.cosi.GetRequest;
import dev.omnibridge.omni.proto.cosi.LabelQuery;
import dev.omnibridge.omni.proto.cosi.LabelTerm;
import dev.omnibridge.omni.proto.cosi.TeardownRequest;
import dev.omnibridge.omni.proto.cosi.WatchOptions;
import dev.omnibridge.omni.proto.cosi.WatchRequest;
import dev.omnibridge.omni.proto.specs.AccessPolicyRule;
import dev.omnibridge.omni.proto.specs.AccessPolicySpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.simulator.RawClient;
import dev.omnibridge.simulator.SimulatorTest;
import dev.omnibridge.simulator.SmallCluster;
import dev.omnibridge.simulator.access.Caller;
import dev.omnibridge.simulator.access.Role;
import dev.omnibridge.simulator.kind.AccessKinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What an access policy lets a service account see and do that has no role, or a low one: Operator in one cluster. */
class AccessPolicyReplayTest extends SimulatorTest {

    private static final String DEMO = "demo";

    private final Recording recording = new Recording("probe-acl.jsonl");
    private final List<RawClient> clients = new ArrayList<>();

    @AfterEach
    void leave() {
        clients.forEach(RawClient::close);
    }

    @TestFactory
    List<DynamicTest> somebodyWithoutARole() {
        return replay(Role.NONE);
    }

    @TestFactory
    List<DynamicTest> aReader() {
        return replay(Role.READER);
    }

    private List<DynamicTest> replay(Role role) {
        var demo = new SmallCluster(simulator);
        List<String> machines = demo.join(2);
        demo.declare(machines.getFirst(), machines.getLast());
        simulator.world().advance(Duration.ofMinutes(3));
        String name = "probe-acl-" + role.text().toLowerCase(Locale.ROOT);
        RawClient account = RawClient.of(simulator, simulator.accounts().create(name, role));
        clients.add(account);
        String prefix = "acl/" + role.text() + "/";
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(recording.test("setup/" + name, () -> account.get(ResourceTypes.CURRENT_USERS, "current")));
        tests.add(recording.test(
                prefix + "policy",
                () -> client.create(
                        AccessKinds.ACCESS_POLICIES, AccessKinds.POLICY, operatorOf(DEMO, Caller.identity(name)))));
        tests.addAll(resources(prefix, account, machines.getLast()));
        tests.addAll(watches(prefix, account));
        tests.addAll(writes(prefix, account));
        tests.addAll(calls(prefix, account));
        return tests;
    }

    private List<DynamicTest> resources(String prefix, RawClient account, String machine) {
        return List.of(
                recording.test(prefix + "get-cluster", () -> account.get(ResourceTypes.CLUSTERS, DEMO)),
                recording.test(
                        prefix + "update-cluster", () -> account.update(account.get(ResourceTypes.CLUSTERS, DEMO))),
                recording.test(prefix + "get-other-cluster", () -> account.get(ResourceTypes.CLUSTERS, "other")),
                recording.test(prefix + "create-other-cluster", () -> account.create(Resources.cluster("other"))),
                recording.test(prefix + "get-clusterstatus", () -> account.get(ResourceTypes.CLUSTER_STATUSES, DEMO)),
                recording.test(
                        prefix + "get-machineset", () -> account.get(ResourceTypes.MACHINE_SETS, "demo-workers")),
                recording.test(
                        prefix + "get-machinesetstatus",
                        () -> account.get(ResourceTypes.MACHINE_SET_STATUSES, "demo-workers")),
                recording.test(
                        prefix + "get-machinestatus", () -> account.get(ResourceTypes.MACHINE_STATUSES, machine)),
                recording.test(
                        prefix + "get-talosupgradestatus",
                        () -> account.get(ResourceTypes.TALOS_UPGRADE_STATUSES, DEMO)),
                recording.test(prefix + "get-machineclass", () -> {
                    client.create(Resources.machineClass("probe", "a"));
                    account.get(ResourceTypes.MACHINE_CLASSES, "probe");
                }));
    }

    private List<DynamicTest> watches(String prefix, RawClient account) {
        return List.of(
                watched(prefix + "watch-clusters-all", account, kind(ResourceTypes.CLUSTERS), 1),
                watched(prefix + "watch-cluster-one", account, one(ResourceTypes.CLUSTERS, DEMO), 2),
                watched(prefix + "watch-sets-all", account, kind(ResourceTypes.MACHINE_SETS), 3),
                watched(prefix + "watch-sets-label", account, ofDemo(ResourceTypes.MACHINE_SETS), 3),
                watched(prefix + "watch-set-one", account, one(ResourceTypes.MACHINE_SETS, "demo-workers"), 2),
                watchedToTheEnd(prefix + "watch-cms-label", account, ofDemo(ResourceTypes.CLUSTER_MACHINE_STATUSES)),
                watched(prefix + "watch-ms-label", account, ofDemo(ResourceTypes.MACHINE_STATUSES), 3),
                watched(prefix + "watch-clusterstatus-one", account, one(ResourceTypes.CLUSTER_STATUSES, DEMO), 2));
    }

    private List<DynamicTest> writes(String prefix, RawClient account) {
        String patch = "500-acl";
        return List.of(
                recording.test(
                        prefix + "create-patch",
                        () -> account.create(Resources.patch(patch, DEMO, "machine:\n  sysctls:\n    a: b\n"))),
                recording.test(
                        prefix + "teardown-patch",
                        () -> account.state()
                                .teardown(TeardownRequest.newBuilder()
                                        .setNamespace("default")
                                        .setType(ResourceTypes.CONFIG_PATCHES.name())
                                        .setId(patch)
                                        .build())),
                recording.test(
                        prefix + "create-node",
                        () -> account.create(Resources.node(
                                "aaaaaaaa-0000-4000-8000-000000000001", DEMO, "demo-nope", OmniKeys.ROLE_WORKER))));
    }

    private List<DynamicTest> calls(String prefix, RawClient account) {
        return List.of(
                recording.test(
                        prefix + "kubeconfig",
                        () -> KubeconfigReplayTest.in(account, DEMO)
                                .kubeconfig(KubeconfigReplayTest.good().build())),
                recording.test(
                        prefix + "kubeconfig-other",
                        () -> KubeconfigReplayTest.in(account, "other")
                                .kubeconfig(KubeconfigReplayTest.good().build())),
                recording.test(
                        prefix + "clusterpermissions",
                        () -> assertThat(yaml(account, AccessKinds.CLUSTER_PERMISSIONS, DEMO))
                                .isEqualTo(recording
                                        .extra(prefix + "clusterpermissions")
                                        .asText())),
                recording.test(
                        prefix + "currentuser",
                        () -> assertThat(withoutIds(yaml(account, ResourceTypes.CURRENT_USERS, "current")))
                                .isEqualTo(withoutIds(
                                        recording.extra(prefix + "currentuser").asText()))));
    }

    private static AccessPolicySpec operatorOf(String cluster, String identity) {
        return AccessPolicySpec.newBuilder()
                .addRules(AccessPolicyRule.newBuilder()
                        .addUsers(identity)
                        .addClusters(cluster)
                        .setRole("Operator"))
                .build();
    }

    /** A watch that is ended by its client after as many messages with events. */
    private DynamicTest watched(String id, RawClient account, WatchRequest request, int messages) {
        return recording.test(id, () -> {
            var watch = account.state().watch(request);
            for (int read = 0; read <= messages - (request.hasId() ? 1 : 0); read++) {
                watch.read(30, TimeUnit.SECONDS);
            }
            watch.cancel("seen enough", null);
        });
    }

    /** A watch that its deadline ends, because nothing more happens; in the recorded one of the Reader something did. */
    private DynamicTest watchedToTheEnd(String id, RawClient account, WatchRequest request) {
        if (id.contains("Reader")) {
            return watched(id, account, request, 3);
        }
        return recording.test(id, () -> Deadline.await(account, request));
    }

    private static WatchRequest kind(ResourceType<?> type) {
        return of(type).setOptions(WatchOptions.newBuilder().setBootstrapContents(true))
                .build();
    }

    private static WatchRequest ofDemo(ResourceType<?> type) {
        var term = LabelTerm.newBuilder()
                .setKey(OmniKeys.CLUSTER)
                .setOp(LabelTerm.Operation.EQUAL)
                .addValue(DEMO);
        return of(type).setOptions(WatchOptions.newBuilder()
                        .setBootstrapContents(true)
                        .addLabelQuery(LabelQuery.newBuilder().addTerms(term)))
                .build();
    }

    private static WatchRequest one(ResourceType<?> type, String id) {
        return of(type).setId(id).setOptions(WatchOptions.getDefaultInstance()).build();
    }

    private static WatchRequest.Builder of(ResourceType<?> type) {
        return WatchRequest.newBuilder()
                .setNamespace(type.namespace())
                .setType(type.name())
                .setApiVersion(1);
    }

    private static String yaml(RawClient account, ResourceType<?> type, String id) throws Exception {
        return account.state()
                .get(GetRequest.newBuilder()
                        .setNamespace(type.namespace())
                        .setType(type.name())
                        .setId(id)
                        .build())
                .getResource()
                .getSpec()
                .getYamlSpec();
    }

    private static String withoutIds(String yaml) {
        return yaml.replaceAll("userid: \\S+", "userid: ID");
    }
}
