package dev.omnibridge.operator.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.omnibridge.api.v1alpha1.KubeconfigStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Moments that people read: whole seconds, and never earlier than what happened. */
class KubeconfigTimesTest {

    private static final Instant BEGIN = Instant.parse("2026-11-20T12:00:00.300Z");

    private final KubeconfigScene scene = new KubeconfigScene();

    KubeconfigTimesTest() {
        scene.now = BEGIN;
    }

    @Test
    void theyAreWholeSeconds() {
        scene.pass();

        KubeconfigStatus status =
                Objects.requireNonNull(scene.cluster.getStatus().kubeconfig());
        assertThat(status.issuedAt()).isEqualTo("2026-11-20T12:00:01Z").isEqualTo(status.lastAttemptAt());
        assertThat(status.expiresAt()).endsWith("01Z");
        assertThat(status.renewAt()).endsWith("01Z");
    }

    @Test
    void theGapBetweenTwoTokensIsNotShorterForIt() {
        scene.pass();
        scene.rename("other");

        scene.now = BEGIN.plus(KubeconfigDecision.LEAST_GAP);
        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.NotIssued.class);

        scene.now = scene.now.plus(Duration.ofMillis(700));
        assertThat(scene.pass()).isInstanceOf(KubeconfigResult.Fresh.class);
    }
}
