package dev.omnibridge.operator.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.omnibridge.api.v1alpha1.Adoption;
import dev.omnibridge.api.v1alpha1.AdoptionState;
import dev.omnibridge.api.v1alpha1.Difference;
import dev.omnibridge.kubernetes.junit.TestNamespace;
import dev.omnibridge.omni.proto.specs.ClusterSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.claim.ClaimKeys;
import dev.omnibridge.simulator.log.FieldChange;
import dev.omnibridge.simulator.log.RecordedWrite;
import dev.omnibridge.simulator.log.WriteLog;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What exists in Omni is taken over only as far as a person saw and approved it, and what nobody declared stays. */
class AdoptionStoryTest extends StoryTest {

    private static final Set<String> MARKS =
            Set.of(ClaimKeys.OWNER, ClaimKeys.OWNER_UID, ClaimKeys.APPLIED, OmniKeys.MANAGED_BY_GITOPS_TOOLS);

    private final ClusterView prod = new ClusterView(story, "prod");
    private List<String> machines = List.of();

    AdoptionStoryTest(TestNamespace namespace) {
        super(namespace);
    }

    /** Somebody made a cluster with two sets in Omni's UI. */
    @BeforeEach
    void madeInTheUi() {
        machines = omni.withMachines(3, 0).machineIds();
        ui.createCluster("prod");
        ui.edit(ResourceTypes.CLUSTERS, "prod", c -> c.withLabel("team", "ops").withLabel("room", "7"));
        ui.createSet("prod", "prod-control-planes", OmniKeys.ROLE_CONTROL_PLANE, machines.subList(0, 1));
        ui.createSet("prod", "prod-theirs", OmniKeys.ROLE_WORKER, machines.subList(1, 2));
        await().until(() -> omni.machinesInClusters() == 2);
    }

    @Test
    @DisplayName(
            "R02: an adoption that changes nothing claims at once; what the file does not know stays, is counted and named")
    void adoptionWithoutChanges() {
        WriteLog.Mark start = omni.writes().mark();

        story.apply(adopting().controlPlanesOf(machines.getFirst()).yaml());
        story.awaitSynced("prod");
        story.awaitMachineSet("prod-control-planes", "Synced", "True", "InSync");

        assertThat(omni.tried(start)).isNotEmpty().allSatisfy(AdoptionStoryTest::changesMarksOnly);
        assertThat(omni.tried(start))
                .extracting(RecordedWrite::id)
                .containsExactlyInAnyOrder("prod", "prod-control-planes", machines.getFirst());
        assertThat(prod.object().getStatus().adoption()).satisfies(adoption -> {
            assertThat(adoption.state()).isEqualTo(AdoptionState.ADOPTED);
            assertThat(adoption.changes()).isZero();
            assertThat(adoption.foreign()).isEqualTo(1);
        });
        assertThat(prod.object().getStatus().foreign().items()).containsExactly("MachineSets/prod-theirs");
        WriteLog.Mark adopted = omni.writes().mark();
        restart();
        assertThat(omni.writesOf("prod", adopted)).isEmpty();
    }

    @Test
    @DisplayName(
            "an adoption with changes waits with its plan in sight, and an approval is void once spec or Omni say something else")
    void changesWaitForTheApprovalOfExactlyThisPlan() {
        WriteLog.Mark start = omni.writes().mark();
        story.apply(adopting().with("labels: {team: platform}").yaml());
        story.awaitCluster("prod", "Ready", "False", "ApprovalRequired");
        String first = prod.object().getStatus().awaitingApproval();
        assertThat(prod.object().getFinalizers()).isEmpty();
        assertThat(prod.object().getStatus().adoption().state()).isEqualTo(AdoptionState.PLANNED);
        assertThat(prod.object().getStatus().adoption().items())
                .containsExactly(new Difference("Clusters/prod", "spec.labels[team]", "platform", "ops"));

        ui.edit(ResourceTypes.CLUSTERS, "prod", c -> c.withLabel("team", "finance"));
        awaitAnotherTokenThan(first);
        story.approve(prod.object(), first);
        restart();
        story.awaitCluster("prod", "Ready", "False", "ApprovalRequired");
        String second = prod.object().getStatus().awaitingApproval();
        story.apply(adopting().with("labels: {team: other}").yaml());
        story.approve(prod.object(), second);
        awaitAnotherTokenThan(second);
        assertThat(omni.writesOf("prod", start)).isEmpty();

        story.approve(prod.object(), prod.object().getStatus().awaitingApproval());
        story.awaitSynced("prod");

        assertThat(omni.writesOf("prod", start))
                .singleElement()
                .satisfies(write -> assertThat(write.changes())
                        .extracting(FieldChange::path)
                        .filteredOn(path -> !path.startsWith("annotations["))
                        .containsExactly("labels[team]"));
        assertThat(inOmni().labels()).containsEntry("team", "other").containsEntry("room", "7");
        assertThat(prod.object().getStatus().adoption()).satisfies(adoption -> {
            assertThat(adoption.state()).isEqualTo(AdoptionState.ADOPTED);
            assertThat(adoption.changes()).isEqualTo(1);
        });
        assertThat(events()).contains("Adopted");
    }

    @Test
    @DisplayName(
            "killed between the claim in Omni and the status, an adoption is told all the same and nothing is written again")
    void killedAfterTheClaim() {
        story.apply(adopting().yaml());
        story.awaitSynced("prod");
        operatorStops();
        Adoption told = prod.object().getStatus().adoption();
        story.reportAsTheOperator(
                prod.object(),
                status -> status.clusterName(null)
                        .conditions(null)
                        .adoption(new Adoption(
                                AdoptionState.PLANNED,
                                told.at(),
                                told.digest(),
                                told.changes(),
                                told.items(),
                                told.foreign())));
        WriteLog.Mark killed = omni.writes().mark();

        restart();

        story.awaitSynced("prod");
        assertThat(prod.object().getStatus().adoption().state()).isEqualTo(AdoptionState.ADOPTED);
        assertThat(omni.writesOf("prod", killed)).isEmpty();
    }

    @Test
    @DisplayName(
            "a cluster of omnictl's cluster templates is taken over only by the token that names that claim, never under Never")
    void takeOverFromClusterTemplates() {
        ui.edit(ResourceTypes.CLUSTERS, "prod", c -> c.withAnnotation(OmniKeys.MANAGED_BY_CLUSTER_TEMPLATES, ""));
        WriteLog.Mark start = omni.writes().mark();
        story.apply(ClusterFile.of("prod").yaml());
        story.awaitCluster("prod", "Stalled", "True", "OwnershipConflict");
        assertThat(prod.object().getStatus().awaitingApproval()).isNull();

        story.apply(adopting().yaml());
        await().until(() -> prod.object().getStatus().awaitingApproval() != null);
        String token = prod.object().getStatus().awaitingApproval();
        assertThat(token).startsWith("takeover:prod:");
        assertThat(prod.messageOf("Ready")).contains(token, "omnictl cluster templates");
        assertThat(prod.object().getFinalizers()).isEmpty();
        ui.edit(ResourceTypes.CLUSTERS, "prod", c -> c.withAnnotation(OmniKeys.MANAGED_BY_GITOPS_TOOLS, "ksail"));
        awaitAnotherTokenThan(token);
        story.approve(prod.object(), token);
        restart();
        story.awaitCluster("prod", "Stalled", "True", "OwnershipConflict");
        assertThat(omni.writesOf("prod", start)).isEmpty();

        story.approve(prod.object(), prod.object().getStatus().awaitingApproval());
        story.awaitSynced("prod");

        assertThat(omni.writesOf("prod", start)).singleElement().satisfies(AdoptionStoryTest::changesMarksOnly);
        assertThat(inOmni().hasAnnotation(OmniKeys.MANAGED_BY_CLUSTER_TEMPLATES))
                .isFalse();
        assertThat(events()).contains("TakenOver");
    }

    private static void changesMarksOnly(RecordedWrite write) {
        assertThat(write.changes())
                .extracting(FieldChange::path)
                .allMatch(path -> MARKS.stream().anyMatch(mark -> path.equals("annotations[" + mark + "]"))
                        || path.equals("annotations[" + OmniKeys.MANAGED_BY_CLUSTER_TEMPLATES + "]"));
    }

    private void awaitAnotherTokenThan(String token) {
        await().atMost(Story.PATIENCE)
                .until(() -> !token.equals(prod.object().getStatus().awaitingApproval()));
    }

    private List<String> events() {
        return story.client().v1().events().list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals("prod"))
                .map(event -> event.getReason())
                .toList();
    }

    private Resource<ClusterSpec> inOmni() {
        return omni.simulator().store().require(ResourceTypes.CLUSTERS, "prod");
    }

    private static ClusterFile adopting() {
        return ClusterFile.of("prod").with("adoptionPolicy: IfUnclaimed").with("kubeconfig: {enabled: false}");
    }
}
