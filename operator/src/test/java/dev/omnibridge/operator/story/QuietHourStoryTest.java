package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.simulator.log.CallCounts;
import dev.omnibridge.simulator.log.WriteLog;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An hour in which nobody asks for anything, whatever breaks and whoever touches. */
class QuietHourStoryTest extends StoryTest {

    private static final int CLUSTERS = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration A_QUARTER = Duration.ofMinutes(15);
    private static final Duration SETTLING = Duration.ofMinutes(2);
    private static final int GETS_OF_A_CHECK = 3;

    QuietHourStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    @Test
    @DisplayName(
            "R33: in an hour in which the watches on Omni and the API server break and the operator restarts, it writes nothing, and asks Omni only who answers")
    void nothingHappensInAnHour() {
        omni.withMachines(1, 1);
        story.apply(ClusterFile.of("demo").controlPlanes(1).workers(1).yaml());
        story.awaitReady("demo");
        story.awaitMachines("demo-workers", "1/1");
        time.pass(SETTLING);
        WriteLog.Mark settled = omni.writes().mark();
        int writtenBefore = operator().apiCalls().all().size();
        OperatorForTests first = operator();

        time.pass(A_QUARTER);
        int watches = omni.simulator().faults().dropWatches();
        await().atMost(PATIENCE).until(() -> omni.simulator().openWatches() == watches);
        time.pass(A_QUARTER);
        kubernetes().restartApiServer();
        time.pass(A_QUARTER);
        operatorStops();
        operatorStarts();
        await().until(() -> omni.simulator().openWatches() == watches);
        time.pass(A_QUARTER);

        List<ApiCalls.Write> written = new ArrayList<>(first.apiCalls().all());
        written.subList(0, writtenBefore).clear();
        written.addAll(operator().apiCalls().all());
        assertThat(written).allMatch(ApiCalls.Write::isLook);
        CallCounts calls = omni.writes().since(settled).calls();
        assertThat(calls.byMethod())
                .as("checks after the break and after the start")
                .containsOnlyKeys("Get");
        assertThat(calls.of("Get")).isLessThanOrEqualTo(3 * GETS_OF_A_CHECK);
        aPassGoesBy();
    }

    @Test
    @DisplayName(
            "R58: an hour of 100 settled clusters with heartbeats, touched annotations, a denied Secret, an API that answers 401 and a restart of Omni costs the others nothing")
    void theHourOfAHundredClusters() {
        omni.withMachines(CLUSTERS, 0);
        story.denySecret("denied-kubeconfig");
        omni.simulator().kubernetesProxy().refuse("refused");
        List<String> good =
                IntStream.rangeClosed(3, CLUSTERS).mapToObj(i -> "c" + i).toList();
        List<String> names = new ArrayList<>(good);
        names.addAll(List.of("denied", "refused"));
        story.apply(names.stream()
                .map(name -> ClusterFile.of(name).controlPlanes(1).yaml())
                .collect(Collectors.joining("---\n")));
        await().atMost(PATIENCE).until(() -> ready().containsAll(good));
        story.awaitCluster("denied", "KubeconfigReady", "False", "NotAllowed");
        story.awaitCluster("refused", "KubeconfigReady", "False", "TokenRefused");
        time.pass(SETTLING);
        WriteLog.Mark settled = omni.writes().mark();
        int writtenBefore = operator().apiCalls().all().size();

        try (Heartbeats beating = new Heartbeats(omni.simulator().store(), time)) {
            for (int quarter = 0; quarter < 4; quarter++) {
                touchAnnotations(good, "quarter-" + quarter);
                time.pass(A_QUARTER);
                if (quarter == 1) {
                    int watches = omni.simulator().openWatches();
                    omni.simulator().stopServer();
                    omni.simulator().startServer();
                    await().until(() -> omni.simulator().openWatches() == watches);
                }
            }
            assertThat(beating.beats()).isGreaterThan(20 * CLUSTERS);
        }

        assertThat(operator().apiCalls().all().stream().skip(writtenBefore))
                .allMatch(write ->
                        write.isLook() || write.isAbout("refused") || write.isTrial() && write.isAbout("denied"));
        CallCounts calls = omni.writes().since(settled).calls();
        assertThat(calls.byMethod().keySet()).isSubsetOf("Get", "Kubeconfig");
        assertThat(calls.of("Get")).as("checks after the restart").isLessThanOrEqualTo(3 * GETS_OF_A_CHECK);
        assertThat(calls.watchesOpened())
                // a stream that opened while the old server went may break once more
                .allSatisfy((kind, watches) -> assertThat(watches).as(kind).isLessThanOrEqualTo(3));
        Map<String, Long> tokens = tokensByCluster();
        assertThat(tokens.getOrDefault("denied", 0L)).isLessThanOrEqualTo(6);
        assertThat(tokens.getOrDefault("refused", 0L)).isBetween(2L, 6L);
        assertThat(good).allSatisfy(name -> assertThat(tokens).containsEntry(name, 1L));
        assertThat(ready()).containsAll(good);
    }

    private List<String> ready() {
        return story.client().resources(OmniCluster.class).list().getItems().stream()
                .filter(cluster -> Optional.ofNullable(cluster.getStatus())
                        .map(status -> status.conditions())
                        .filter(conditions -> conditions.stream()
                                .anyMatch(c -> c.type().equals("Ready") && c.status() == ConditionStatus.TRUE))
                        .isPresent())
                .map(cluster -> cluster.getMetadata().getName())
                .toList();
    }

    /** As Argo CD marks what it compares again. */
    private void touchAnnotations(List<String> clusters, String value) {
        for (String name : clusters) {
            story.client()
                    .resources(OmniCluster.class)
                    .withName(name)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"metadata\":{\"annotations\":{\"argocd.argoproj.io/refresh\":\"%s\"}}}"
                                    .formatted(value));
        }
    }

    private Map<String, Long> tokensByCluster() {
        return omni.simulator().issuedTokens().stream()
                .collect(Collectors.groupingBy(QuietHourStoryTest::clusterOf, Collectors.counting()));
    }

    private static String clusterOf(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("cluster");
        } catch (ParseException e) {
            throw new AssertionError("the simulator issued a token that can't be read", e);
        }
    }
}
