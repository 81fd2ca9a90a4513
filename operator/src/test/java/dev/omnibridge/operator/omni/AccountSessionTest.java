package dev.omnibridge.operator.omni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.simulator.auth.IssuedKey;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Checks, watches and what is told of them, in virtual time and on one thread. */
class AccountSessionTest {

    private static final String NAME = "default";
    private static final String ACCOUNT = "5b2f6d0c-3d0f-4d0e-9f57-0d8f1c2b7a11";
    private static final Affected EVERYTHING = new Affected.Everything(NAME);
    private static final Affected RESTING = new Affected.Resting(NAME);
    private static final Duration A_CHECK = Duration.ofSeconds(3);

    private final VirtualTime time = new VirtualTime();
    private final Clock clock = Clock.fixed(time.now(), ZoneOffset.UTC);
    private final ChangeRouter router = new ChangeRouter(time);
    private final List<Affected> told = new ArrayList<>();
    private final List<Affected> rested = new ArrayList<>();
    private final ScriptedAccount omni = new ScriptedAccount(key(), clock, time::now);
    private final AccountSession session = new AccountSession(
            NAME, omni, Optional.of(ACCOUNT), new ConnectionTools((_, _) -> omni, time, Runnable::run, router, clock));

    @BeforeEach
    void start() {
        session.start();
        time.pass(A_CHECK);
        omni.stand(ScriptedAccount.kinds());
        time.pass(A_CHECK);
        router.subscribe(all -> all.forEach(one -> (one.equals(RESTING) ? rested : told).add(one)));
    }

    @AfterEach
    void end() {
        session.close();
    }

    @Test
    void aCheckThatBeganBeforeTheKeyWasReplacedSaysNothingAboutTheNewOne() {
        ServiceAccountKey next = key();
        omni.answers(() -> {
            omni.answers(() -> ScriptedAccount.account(ACCOUNT));
            session.useKey(next);
            throw new OmniException.Unauthenticated("invalid signature", null);
        });
        omni.breakDown(List.of(ResourceTypes.CLUSTERS));
        time.pass(Duration.ofMillis(100));

        assertThat(session.state().check()).isInstanceOf(AccountCheck.Passed.class);
        time.pass(A_CHECK);
        assertThat(session.state().doubtSince()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    @DisplayName("R58: watches that break and come back within the grace wake nobody")
    void aShortBreakWakesNobody() {
        for (int minute = 0; minute < 60; minute++) {
            omni.breakDown(ScriptedAccount.kinds());
            time.pass(Duration.ofSeconds(1));
            omni.stand(ScriptedAccount.kinds());
            time.pass(Duration.ofMinutes(1));
        }

        assertThat(told).isEmpty();
    }

    @Test
    @DisplayName(
            "R58: an Omni that is away for a moment wakes nobody; one that stays away wakes everybody once, and once"
                    + " when it is back")
    void aLongBreakWakesOnceAndOnceAgainAtItsEnd() {
        omni.answers(() -> {
            throw new OmniException.Unavailable("connection refused", null);
        });
        omni.breakDown(ScriptedAccount.kinds());
        time.pass(ConnectionViews.GRACE.minusSeconds(1));
        assertThat(told).isEmpty();

        time.pass(Duration.ofMinutes(30));
        assertThat(told).containsExactly(EVERYTHING);

        omni.answers(() -> ScriptedAccount.account(ACCOUNT));
        time.pass(Duration.ofMinutes(2));
        omni.stand(ScriptedAccount.kinds());
        time.pass(A_CHECK);
        assertThat(told).contains(EVERYTHING).hasSizeBetween(2, 3);
    }

    @Test
    @DisplayName(
            "R58: who was shown that Omni is away hears that it is back, also if the timer of the one comes after the other")
    void whoWasShownABreakHearsOfItsEnd() {
        omni.breakDown(List.of(ResourceTypes.CLUSTERS));
        time.pass(A_CHECK);
        time.jump(ConnectionViews.GRACE);
        session.tellIfNews();
        omni.stand(List.of(ResourceTypes.CLUSTERS));
        time.pass(A_CHECK);

        assertThat(told).as("once for the break, once for its end").contains(EVERYTHING);
        assertThat(session.state().brokenSince()).isEmpty();
        told.clear();
        time.pass(Duration.ofMinutes(5));
        assertThat(told).isEmpty();
    }

    @Test
    @DisplayName("an Omni that is away for long is asked by one call a quarter of a minute, and not by each watch")
    void anOutageIsLookedAtByOneCheck() {
        omni.answers(() -> {
            throw new OmniException.Unavailable("connection refused", null);
        });
        omni.breakDown(ScriptedAccount.kinds());
        time.pass(Duration.ofMinutes(1));
        int before = omni.checks();
        time.pass(Duration.ofMinutes(10));

        assertThat(omni.checks() - before).isBetween(40, 80);
        assertThat(omni.rests()).isTrue();
        assertThat(rested).isEmpty();

        omni.answers(() -> ScriptedAccount.account(ACCOUNT));
        time.pass(Duration.ofSeconds(16));
        assertThat(omni.rests()).isFalse();
        assertThat(rested).as("who rests after failures of that time").containsExactly(RESTING);
    }

    @Test
    @DisplayName("watches rest from the first check that fails, also if some of them broke while it was made")
    void watchesThatBreakMeanwhileRestToo() {
        omni.answers(() -> {
            omni.breakDown(List.of(ResourceTypes.MACHINE_SETS));
            throw new OmniException.Unavailable("connection refused", null);
        });

        omni.breakDown(List.of(ResourceTypes.CLUSTERS));
        time.pass(Duration.ofMillis(100));

        assertThat(omni.rests()).isTrue();
    }

    @Test
    void whatChangesWhileTheAccountIsInDoubtIsToldOnceItCanBeSeen() {
        Affected cluster = new Affected.Cluster(NAME, "demo", Affected.Part.DECLARED);
        omni.answers(() -> {
            throw new OmniException.Unavailable("connection refused", null);
        });
        omni.breakDown(List.of(ResourceTypes.CLUSTERS));
        omni.stand(List.of(ResourceTypes.CLUSTERS));
        omni.change(Declared.cluster("demo"));
        time.pass(Duration.ofSeconds(10));
        assertThat(told).doesNotContain(cluster);

        omni.answers(() -> ScriptedAccount.account(ACCOUNT));
        time.pass(Duration.ofSeconds(30));
        assertThat(told).contains(cluster).doesNotContain(EVERYTHING);
    }

    @Test
    @DisplayName("R06: a write to an account that does not answer checks nothing itself, and is given up at once")
    void aWriteInDoubtIsGivenUp() {
        omni.answers(() -> {
            throw new OmniException.DeadlineExceeded("no answer", null);
        });
        omni.breakDown(List.of(ResourceTypes.CLUSTERS));
        time.pass(A_CHECK);
        int checks = omni.checks();

        for (int i = 0; i < 100; i++) {
            assertThatExceptionOfType(OmniException.Cancelled.class)
                    .isThrownBy(session::requireSameAccount)
                    .withMessageContaining("could not be confirmed");
        }

        assertThat(omni.checks()).isEqualTo(checks);
    }

    @Test
    void aWatchThatBreaksBeforeItEverStoodMakesTheAccountBeLookedAtAgain() {
        ScriptedAccount fresh = new ScriptedAccount(key(), clock, time::now);
        try (AccountSession starting = new AccountSession(
                "starting",
                fresh,
                Optional.of(ACCOUNT),
                new ConnectionTools((_, _) -> fresh, time, Runnable::run, router, clock))) {
            starting.start();
            time.pass(A_CHECK);
            int checks = fresh.checks();

            fresh.neverStand(List.of(ResourceTypes.CLUSTERS));
            time.pass(A_CHECK);

            assertThat(fresh.checks()).isEqualTo(checks + 1);
        }
    }

    @Test
    void anotherAccountBeforeTheFirstWasPinnedIsReadAnew() {
        session.pin(Optional.empty());
        time.pass(A_CHECK);
        omni.answers(() -> ScriptedAccount.account("0d6c1ad4-7b1e-4a43-8f0c-4a3a3f0c9a55"));
        omni.breakDown(List.of(ResourceTypes.CLUSTERS));
        time.pass(A_CHECK);

        assertThat(session.state().check()).isInstanceOf(AccountCheck.Passed.class);
        assertThat(omni.mirrors()).isEqualTo(2);
    }

    private ServiceAccountKey key() {
        return ServiceAccountKey.decode(
                IssuedKey.generate("omnibridge", time.now().minusSeconds(60), Duration.ofDays(30))
                        .text());
    }
}
