package dev.omnibridge.omni.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.omnibridge.omni.proto.specs.MachineLabelsSpec;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** When a mirror watches again: after failures, refusals and silence. */
class MirrorWatchTest {

    private final FakeOmni omni = new FakeOmni();
    private final VirtualTime time = new VirtualTime();
    private final Changes changes = new Changes();
    private final OmniMirror mirror = new OmniMirror(omni, List.of(MirroredKind.of(FakeOmni.TYPE)), changes, time);

    @BeforeEach
    void start() {
        mirror.start();
    }

    @Test
    void theWaitBetweenAttemptsGrowsToHalfAMinuteAndShrinksOnlyAfterABootstrap() {
        omni.refuse(unavailable());
        omni.breakWatches(unavailable());
        time.pass(Duration.ofMinutes(2));
        int attemptsInTwoMinutes = omni.watchesBegun();
        time.pass(Duration.ofMinutes(10));
        int attemptsInTenMore = omni.watchesBegun() - attemptsInTwoMinutes;

        assertThat(attemptsInTwoMinutes).isBetween(8, 14);
        assertThat(attemptsInTenMore).isBetween(36, 42);

        omni.refuse(null);
        time.pass(Duration.ofSeconds(30));
        omni.pump();
        omni.breakWatches(unavailable());
        int before = omni.watchesBegun();
        time.pass(Duration.ofSeconds(1));
        assertThat(omni.watchesBegun()).isEqualTo(before + 1);
    }

    @Test
    void watchesThatEndTogetherAreOneLineInTheLog() {
        OmniMirror ofTwo = new OmniMirror(
                omni,
                List.of(MirroredKind.of(FakeOmni.TYPE), MirroredKind.of(ResourceTypes.MACHINE_CLASSES)),
                changes,
                time);
        mirror.close();
        ofTwo.start();
        omni.pump();
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        Logger log = (Logger) LoggerFactory.getLogger(KindFeed.class);
        log.setLevel(Level.WARN);
        log.setAdditive(false);
        log.addAppender(logged);
        try {
            omni.breakWatches(unavailable());
            assertThat(warnings(logged)).singleElement().asString().contains("ended", "gone");

            time.pass(Duration.ofMinutes(2));
            omni.pump();
            omni.breakWatches(unavailable());
            assertThat(warnings(logged)).hasSize(2);
        } finally {
            log.detachAppender(logged);
            log.setAdditive(true);
            log.setLevel(null);
        }
    }

    @Test
    void aRefusedKeyIsTriedRarelyAndAtOnceWhenItWasReplaced() {
        OmniException refused = new OmniException.Unauthenticated("invalid signature", null);
        omni.refuse(refused);
        omni.breakWatches(refused);
        time.pass(Duration.ofMinutes(10));
        assertThat(omni.watchesBegun()).isBetween(10, 21);

        omni.refuse(null);
        mirror.retryNow();
        omni.pump();

        assertThat(mirror.snapshot().live()).isTrue();
        int begun = omni.watchesBegun();
        mirror.retryNow();
        assertThat(omni.watchesBegun()).as("a watch that stands is left alone").isEqualTo(begun);
    }

    @Test
    void aBrokenWatchThatRestsIsBegunAgainOnlyWhenItIsResumed() {
        omni.refuse(unavailable());
        omni.breakWatches(unavailable());
        time.pass(Duration.ofMinutes(1));
        mirror.rest();
        int before = omni.watchesBegun();
        time.pass(Duration.ofHours(1));
        assertThat(omni.watchesBegun()).isEqualTo(before);

        omni.refuse(null);
        mirror.resume();
        omni.pump();

        assertThat(mirror.snapshot().live()).isTrue();
        assertThat(omni.watchesBegun()).isEqualTo(before + 1);
    }

    @Test
    void aWatchThatBreaksDuringARestWaitsForItsEnd() {
        omni.pump();
        mirror.rest();
        omni.put("a", "1");
        omni.pump();
        assertThat(kind().all()).as("a watch that stands goes on").hasSize(1);

        omni.breakWatches(unavailable());
        time.pass(Duration.ofHours(1));
        assertThat(omni.watchesBegun()).isEqualTo(1);

        mirror.resume();
        omni.pump();
        assertThat(mirror.snapshot().live()).isTrue();
    }

    @Test
    void resumingEndsTheWaitAfterAFirstFailureAndNoLongerOne() {
        omni.refuse(unavailable());
        omni.breakWatches(unavailable());
        mirror.resume();
        assertThat(omni.watchesBegun()).isEqualTo(2);

        for (int i = 0; i < 100; i++) {
            mirror.resume();
        }
        assertThat(omni.watchesBegun())
                .as("it fails although Omni is said to answer")
                .isEqualTo(2);
    }

    @Test
    void aSilentWatchIsReplacedAfterHalfAnHourAndReadersNoticeNothing() {
        omni.put("a", "1");
        omni.pump();
        changes.take();
        int begun = omni.watchesBegun();

        time.pass(Duration.ofMinutes(30));
        assertThat(omni.watchesBegun()).isEqualTo(begun);
        time.pass(Duration.ofMinutes(5));
        assertThat(omni.watchesBegun()).isEqualTo(begun + 1);
        assertThat(mirror.snapshot().live()).isTrue();
        omni.pump();
        time.pass(Duration.ofMinutes(30));

        assertThat(changes.take()).isEmpty();
        assertThat(omni.watchesBegun()).isEqualTo(begun + 1);
        assertThat(omni.openWatches()).isEqualTo(1);
    }

    @Test
    void aWatchThatTalksIsNotReplaced() {
        omni.pump();
        for (int i = 0; i < 12; i++) {
            time.pass(Duration.ofMinutes(10));
            omni.put("a", "" + i);
            omni.pump();
        }

        assertThat(omni.watchesBegun()).isEqualTo(1);
        assertThat(kind().state().lastMessage()).isEqualTo(time.now());
    }

    @Test
    void aWatchThatDiedWithoutAWordIsFoundOut() {
        omni.pump();
        omni.muteWatches();
        omni.put("a", "1");
        omni.pump();
        assertThat(kind().get("a")).isEmpty();

        time.pass(Duration.ofMinutes(40));
        omni.pump();

        assertThat(kind().get("a")).isPresent();
    }

    @Test
    void aWatchThatDoesNotTellOfAnOwnWriteIsReplacedAndTellsWhatElseWasMissed() {
        omni.pump();
        omni.muteWatches();
        omni.put("foreign", "1");
        mirror.accept(omni.put("own", "1"));
        int before = omni.watchesBegun();

        time.pass(Duration.ofSeconds(20));
        omni.pump();

        assertThat(omni.watchesBegun()).isEqualTo(before + 1);
        assertThat(kind().get("foreign")).isPresent();
    }

    @Test
    void aWatchThatBreaksBeforeItEverStoodIsToldOnce() {
        omni.refuse(unavailable());
        omni.breakWatches(unavailable());
        time.pass(Duration.ofMinutes(2));

        assertThat(changes.take()).containsExactly("broken");
    }

    @Test
    void aBootstrapThatStopsIsGivenUpAfterAMinute() {
        time.pass(Duration.ofSeconds(61));

        assertThat(kind().state().brokenSince()).isNotNull();
        time.pass(Duration.ofSeconds(1));
        omni.pump();
        assertThat(mirror.snapshot().live()).isTrue();
    }

    @Test
    void aClosedMirrorWatchesNoMoreAndKeepsItsLastSnapshot() {
        omni.put("a", "1");
        omni.pump();
        mirror.close();
        omni.put("b", "1");
        omni.pump();
        time.pass(Duration.ofHours(2));
        mirror.retryNow();

        assertThat(kind().all()).hasSize(1);
        assertThat(omni.openWatches()).isZero();
        assertThat(omni.watchesBegun()).isEqualTo(1);
    }

    private KindSnapshot<MachineLabelsSpec> kind() {
        return mirror.snapshot().kind(FakeOmni.TYPE);
    }

    private static List<String> warnings(ListAppender<ILoggingEvent> logged) {
        return logged.list.stream()
                .filter(event -> event.getLevel().equals(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static OmniException unavailable() {
        return new OmniException.Unavailable("gone", null);
    }
}
