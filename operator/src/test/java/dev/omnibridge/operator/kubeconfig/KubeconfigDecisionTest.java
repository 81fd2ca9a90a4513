package dev.omnibridge.operator.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.KubeconfigStatus;
import dev.omnibridge.api.v1alpha1.KubeconfigStatusBuilder;
import dev.omnibridge.operator.kubeconfig.KubeconfigSituation.SecretSight;
import dev.omnibridge.operator.kubeconfig.KubeconfigStep.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeconfigDecisionTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final KubeconfigWish WISH =
            new KubeconfigWish("demo-kubeconfig", "omnibridge", List.of("system:masters"), Duration.ofHours(168));

    @Test
    void theFirstTokenIsAskedForOnceTheApiIsUsable() {
        assertThat(decide(Optional.of(WISH), Optional.empty(), false, NOW)).isEqualTo(new KubeconfigStep.AwaitApi());
        assertThat(decide(Optional.of(WISH), Optional.empty(), true, NOW))
                .isEqualTo(new KubeconfigStep.Issue(Cause.FIRST));
    }

    @Test
    @DisplayName("R33: a token that is good stays, also right after a restart and while the API is away")
    void aGoodTokenStays() {
        assertThat(decide(Optional.of(WISH), Optional.of(issued().build()), true, NOW))
                .isEqualTo(new KubeconfigStep.Keep(Instant.parse("2026-11-25T00:00:00Z")));
        assertThat(decide(Optional.of(WISH), Optional.of(issued().build()), false, NOW))
                .isInstanceOf(KubeconfigStep.Keep.class);
    }

    @Test
    void aTokenIsRenewedWhenAThirdOfItsLifeIsLeft() {
        Instant due = Instant.parse("2026-11-25T00:00:00Z");
        assertThat(decide(Optional.of(WISH), Optional.of(issued().build()), true, due.minusSeconds(1)))
                .isInstanceOf(KubeconfigStep.Keep.class);
        assertThat(decide(Optional.of(WISH), Optional.of(issued().build()), true, due))
                .isEqualTo(new KubeconfigStep.Issue(Cause.DUE));
    }

    @Test
    void anotherUserGroupShorterTtlOrNameAsksForANewToken() {
        assertThat(withWish(new KubeconfigWish("demo-kubeconfig", "jo", WISH.groups(), WISH.ttl())))
                .isEqualTo(new KubeconfigStep.Issue(Cause.USER_OR_GROUPS_CHANGED));
        assertThat(withWish(new KubeconfigWish("demo-kubeconfig", "omnibridge", List.of("view"), WISH.ttl())))
                .isEqualTo(new KubeconfigStep.Issue(Cause.USER_OR_GROUPS_CHANGED));
        assertThat(withWish(new KubeconfigWish("demo-kubeconfig", "omnibridge", WISH.groups(), Duration.ofHours(24))))
                .isEqualTo(new KubeconfigStep.Issue(Cause.TTL_SHORTENED));
        assertThat(withWish(new KubeconfigWish("other", "omnibridge", WISH.groups(), WISH.ttl())))
                .isEqualTo(new KubeconfigStep.Issue(Cause.SECRET_RENAMED));
        assertThat(withWish(new KubeconfigWish("demo-kubeconfig", "omnibridge", WISH.groups(), Duration.ofHours(400))))
                .isInstanceOf(KubeconfigStep.Keep.class);
    }

    @Test
    void aClusterMadeAnewAsksForANewToken() {
        KubeconfigStatus last = issued().clusterUuid("another").build();
        assertThat(decide(Optional.of(WISH), Optional.of(last), true, NOW))
                .isEqualTo(new KubeconfigStep.Issue(Cause.CLUSTER_MADE_ANEW));
    }

    @Test
    @DisplayName("R30: a Secret of somebody else is a conflict, whatever else is the case")
    void aForeignSecretIsAConflict() {
        KubeconfigSituation situation = new KubeconfigSituation(
                Optional.of(WISH), Optional.empty(), Optional.of("uuid"), true, SecretSight.FOREIGN, false, false, NOW);
        assertThat(KubeconfigDecision.decide(situation)).isEqualTo(new KubeconfigStep.Conflict());
    }

    @ParameterizedTest
    @DisplayName("R32: between two tokens lie at least ten minutes, more with each refusal, at most six hours")
    @CsvSource({"0, PT10M", "1, PT20M", "2, PT40M", "5, PT5H20M", "6, PT6H", "60, PT6H"})
    void tokensAreMintedMoreAndMoreSeldom(int failedAttempts, Duration gap) {
        KubeconfigStatus last = issued().lastAttemptAt(NOW.toString())
                .failedAttempts(failedAttempts)
                .build();
        KubeconfigSituation refused = new KubeconfigSituation(
                Optional.of(WISH),
                Optional.of(last),
                Optional.of("uuid"),
                true,
                SecretSight.UNKNOWN,
                false,
                true,
                NOW.plus(gap).minusMillis(1));
        assertThat(KubeconfigDecision.decide(refused)).isEqualTo(new KubeconfigStep.Rest(Cause.REFUSED, NOW.plus(gap)));
        assertThat(KubeconfigDecision.decide(new KubeconfigSituation(
                        refused.wish(),
                        refused.last(),
                        refused.clusterUuid(),
                        true,
                        SecretSight.UNKNOWN,
                        false,
                        true,
                        NOW.plus(gap))))
                .isEqualTo(new KubeconfigStep.Issue(Cause.REFUSED));
    }

    @Test
    void aSecretThatIsGoneIsMadeAgain() {
        KubeconfigSituation gone = new KubeconfigSituation(
                Optional.of(WISH),
                Optional.of(issued().build()),
                Optional.of("uuid"),
                true,
                SecretSight.ABSENT,
                false,
                false,
                NOW);
        assertThat(KubeconfigDecision.decide(gone)).isEqualTo(new KubeconfigStep.Issue(Cause.SECRET_GONE));
    }

    @Test
    void switchedOffRemovesOnlyASecretOfOurs() {
        assertThat(decide(Optional.empty(), Optional.of(issued().build()), true, NOW))
                .isEqualTo(new KubeconfigStep.Remove("demo-kubeconfig", "secret-uid"));
        assertThat(decide(Optional.empty(), Optional.empty(), true, NOW)).isEqualTo(new KubeconfigStep.Nothing());
    }

    private static KubeconfigStep withWish(KubeconfigWish wish) {
        return decide(Optional.of(wish), Optional.of(issued().build()), true, NOW);
    }

    private static KubeconfigStep decide(
            Optional<KubeconfigWish> wish, Optional<KubeconfigStatus> last, boolean apiIsUsable, Instant now) {
        return KubeconfigDecision.decide(new KubeconfigSituation(
                wish, last, Optional.of("uuid"), apiIsUsable, SecretSight.UNKNOWN, false, false, now));
    }

    private static KubeconfigStatusBuilder issued() {
        return KubeconfigStatusBuilder.builder()
                .secretName("demo-kubeconfig")
                .secretUid("secret-uid")
                .user("omnibridge")
                .groups(List.of("system:masters"))
                .clusterUuid("uuid")
                .issuedAt("2026-11-20T08:00:00Z")
                .expiresAt("2026-11-27T08:00:00Z")
                .renewAt("2026-11-25T00:00:00Z");
    }
}
