package dev.omnibridge.simulator.likeness;

import dev.omnibridge.simulator.likeness.Event.Verb;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When an act of a user is due in the simulator, whose controllers are faster or slower than the recorded ones: after what had come and gone
 * before it in the recording, and as long after that as there if the user waited for something; else at once.
 *
 * @param milestones what had come and gone since the act before
 * @param pause from the event before it; empty if the user did not wait
 */
record Pace(Set<String> milestones, Duration pause) {

    /** Who waits for less acts on their own. */
    private static final Duration PROMPT = Duration.ofMillis(100);

    /** The pace of the event at an index of a recording. */
    static Pace of(List<Event> recorded, int index) {
        int from = index;
        while (from > 0 && !Acts.mayBe(recorded.get(from - 1))) {
            from--;
        }
        Duration pause = index == 0
                ? Duration.ZERO
                : recorded.get(index).at().minus(recorded.get(index - 1).at());
        return new Pace(milestones(recorded.subList(from, index)), pause.compareTo(PROMPT) < 0 ? Duration.ZERO : pause);
    }

    /** What came and went in these events; what writes may be merged of is none. */
    static Set<String> milestones(List<Event> events) {
        return events.stream()
                .filter(event -> event.verb() != Verb.UPDA || event.changes().contains(Change.tearingDown()))
                .map(event -> event.verb() + " " + event.resource())
                .collect(Collectors.toCollection(HashSet::new));
    }
}
