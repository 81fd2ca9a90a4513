package dev.omnibridge.simulator.likeness;

import com.google.protobuf.Message;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.simulator.likeness.Event.Verb;
import dev.omnibridge.simulator.state.StoreEvent;
import dev.omnibridge.simulator.state.StoreListener;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Records what happens in a simulated Omni as {@link Event}s. */
final class Recorder implements StoreListener {

    private static final Pattern MACHINE =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final InstantSource time;
    private final List<Event> events = new ArrayList<>();
    private Duration behind = Duration.ZERO;

    Recorder(InstantSource time) {
        this.time = time;
    }

    /** From now on tells moments by a clock of the recording's, of which the world's is so much ahead. */
    void tellTimeBehind(Duration ahead) {
        behind = ahead;
    }

    /** Whether all of this has come and gone since the last call of {@link #take}. */
    boolean hasSeen(Set<String> milestones) {
        return milestones.isEmpty() || Pace.milestones(events).containsAll(milestones);
    }

    /** What happened since the last call. */
    List<Event> take() {
        List<Event> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    @Override
    public void onEvent(StoreEvent<?> event) {
        String id = MACHINE.matcher(event.id()).matches() ? event.id().substring(0, 4) : event.id();
        Resource<?> last = event.last();
        Verb verb = event.isCreation() ? Verb.CREA : event.isDestruction() ? Verb.DEST : Verb.UPDA;
        events.add(new Event(
                Duration.ofNanos(time.instant()
                        .minus(behind)
                        .atOffset(ZoneOffset.UTC)
                        .toLocalTime()
                        .toNanoOfDay()),
                verb,
                event.type().shortName(),
                id,
                last.version(),
                verb == Verb.DEST ? List.of() : changes(event.old().map(r -> r), last)));
    }

    private static List<Change> changes(Optional<Resource<?>> old, Resource<?> now) {
        List<Change> changes = new ArrayList<>();
        if (old.isPresent() && !old.get().isTearingDown() && now.isTearingDown()) {
            changes.add(Change.tearingDown());
        }
        addSpec(changes, old.map(Resource::spec), now.spec());
        addFinalizers(changes, old.map(Resource::finalizers).orElse(List.of()), now.finalizers());
        addKeys(changes, Change.LABEL, old.map(Resource::labels).orElse(Map.of()), now.labels());
        addKeys(changes, Change.ANNOTATION, old.map(Resource::annotations).orElse(Map.of()), now.annotations());
        return changes;
    }

    private static void addSpec(List<Change> changes, Optional<? extends Message> old, Message now) {
        Map<String, String> before = old.<Map<String, String>>map(SpecText::of).orElse(Map.of());
        Map<String, String> after = SpecText.of(now);
        for (String path : union(before.keySet(), after.keySet())) {
            String was = before.getOrDefault(path, Change.ABSENT);
            String is = after.getOrDefault(path, Change.ABSENT);
            boolean isNew = was.equals(Change.ABSENT) && SpecText.isUnset(now, path) && !SpecText.isEnum(now, path);
            if (!was.equals(is) && !isNew) {
                changes.add(new Change(path, was, is));
            }
        }
    }

    private static void addFinalizers(List<Change> changes, List<String> before, List<String> after) {
        after.stream()
                .filter(finalizer -> !before.contains(finalizer))
                .map(Change::finalizerAdded)
                .forEach(changes::add);
        before.stream()
                .filter(finalizer -> !after.contains(finalizer))
                .map(Change::finalizerRemoved)
                .forEach(changes::add);
    }

    private static void addKeys(
            List<Change> changes, String what, Map<String, String> before, Map<String, String> after) {
        for (String key : union(before.keySet(), after.keySet())) {
            String was = before.getOrDefault(key, Change.ABSENT);
            String is = after.getOrDefault(key, Change.ABSENT);
            if (!was.equals(is)) {
                changes.add(new Change(what + shortened(key), was, is));
            }
        }
    }

    private static String shortened(String key) {
        return key.startsWith(OmniKeys.PREFIX) ? key.substring(OmniKeys.PREFIX.length()) : key;
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> union = new LinkedHashSet<>(some);
        union.addAll(others);
        return union;
    }
}
