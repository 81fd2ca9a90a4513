package dev.omnibridge.operator.story;

import static org.awaitility.Awaitility.await;

import dev.omnibridge.simulator.log.CallCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Counts what an operator does: calls to Omni as Omni counts them, requests to the API server, and passes. */
record CostMeter(OmniForTests omni, OperatorForTests operator, StoryTime time) {

    private static final Pattern PASSES = Pattern.compile(
            "(?m)^omnibridge_pass_duration_seconds_count\\{kind=\"(\\w+)\",result=\"\\w+\"} ([0-9.E]+)");

    /** Many times as long as a change takes from Omni into a status. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private static final Duration POLL = Duration.ofMillis(250);

    /** All since the operator's start. */
    Cost soFar() {
        TreeMap<String, Long> counts = new TreeMap<>();
        CallCounts calls = omni.writes().calls();
        calls.byMethod().forEach((method, count) -> counts.put("Omni " + method, count));
        calls.watchesOpened().forEach((kind, count) -> counts.put("Omni watch " + kind, count));
        operator.apiCalls().counts().forEach((words, count) -> counts.put("API " + words, count));
        PASSES.matcher(operator.metrics())
                .results()
                .forEach((MatchResult row) ->
                        counts.merge("pass " + row.group(1), (long) Double.parseDouble(row.group(2)), Long::sum));
        return new Cost(counts);
    }

    /** What it costs from the first line of the body until nothing happens any more. It starts from rest. */
    Cost of(Runnable body) {
        Cost before = soFar();
        body.run();
        awaitRest();
        return soFar().minus(before);
    }

    /** Waits until nothing has happened for a while. */
    void awaitRest() {
        awaitRest(QUIET);
    }

    /** Waits until nothing has happened for that long. */
    void awaitRest(Duration quiet) {
        AtomicReference<Cost> seen = new AtomicReference<>(soFar());
        await().pollInterval(POLL).atMost(Story.PATIENCE).during(quiet).until(() -> {
            Cost now = soFar();
            return now.equals(seen.getAndSet(now));
        });
    }

    /** What happens of itself in a span in which nobody asks for anything. */
    Cost ofNothing(Duration span) {
        Cost before = soFar();
        Instant end = time.instant().plus(span);
        await().atMost(span.plus(Story.PATIENCE)).until(() -> !time.instant().isBefore(end));
        return soFar().minus(before);
    }
}
