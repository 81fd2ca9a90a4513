package dev.omnibridge.simulator.likeness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A recording beside what the simulator did: each resource's history event by event, then the order of cause and effect between resources.
 *
 * @param name of the recording
 * @param events how many recorded events were compared
 * @param resources of how many resources
 * @param merged how many writes were merged or split
 * @param differences the first of each resource, in the order of the recording
 */
public record Comparison(String name, int events, int resources, int merged, List<Difference> differences) {

    /** Copies the differences. */
    public Comparison {
        differences = List.copyOf(differences);
    }

    /** Compares, and lets nothing be missed that stood for a moment. */
    public static Comparison of(Recording recorded, Recording simulated, Cast cast) {
        return of(recorded, simulated, cast, Duration.ZERO);
    }

    /**
     * Compares.
     *
     * @param moment how long a value must stand to be seen by those who look at it: what stood for less may be missed in one of the two
     */
    public static Comparison of(Recording recorded, Recording simulated, Cast cast, Duration moment) {
        List<Event> there = new Normal(cast).of(recorded.events());
        Set<String> kinds = recorded.kinds();
        List<Event> here = new Normal(cast)
                .of(simulated.events().stream()
                        .filter(event -> kinds.contains(event.kind()))
                        .toList());
        Duration end = recorded.events().getLast().at();
        List<Difference> differences = new ArrayList<>();
        int merged = 0;
        for (String resource : resources(there, here, end)) {
            History expected = History.of(resource, there);
            History came = History.of(resource, here);
            Alignment alignment = Alignment.of(
                    expected.kind(),
                    expected.ordered(),
                    came.ordered(),
                    came.until(end).ordered().size(),
                    moment);
            merged += alignment.merged();
            differences.addAll(came.differences(expected, alignment, end, moment));
        }
        differences.addAll(Causes.violations(here));
        return new Comparison(
                recorded.name(), there.size(), recorded.resources().size(), merged, differences);
    }

    /** Whether nothing differs but what is tolerated. */
    public boolean isEqual() {
        return differences.isEmpty();
    }

    /** The result in plain words: a line, then the first difference. */
    public String words() {
        String line = "%s: %d events of %d resources, %d writes merged or split, %s"
                .formatted(
                        name,
                        events,
                        resources,
                        merged,
                        isEqual() ? "no difference" : differences.size() + " differences");
        return isEqual() ? line : line + "\n  " + differences.getFirst();
    }

    private static Set<String> resources(List<Event> there, List<Event> here, Duration end) {
        Set<String> resources =
                there.stream().map(Event::resource).collect(Collectors.toCollection(LinkedHashSet::new));
        here.stream()
                .filter(event -> event.at().compareTo(end) <= 0)
                .map(Event::resource)
                .forEach(resources::add);
        return resources;
    }
}
