package dev.omnibridge.operator.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * The JSON merge patch of a custom resource that accepts what was changed in Omni. Given only where all of it can be said in the spec,
 * within the bounds of the schema: a patch that accepts half would have the other half undone.
 */
public final class SuggestedPatch {

    private static final int LONGEST_TEXT = 1024;
    private static final int MOST_REPLICAS = 10_000;
    private static final int MOST_PARALLEL = 1_000;

    /** Nothing differs. */
    public static final SuggestedPatch NONE = of(List.of());

    private final ObjectNode patch;
    private boolean isComplete;

    private SuggestedPatch(ObjectNode patch, boolean isComplete) {
        this.patch = patch;
        this.isComplete = isComplete;
    }

    static SuggestedPatch of(List<? extends Verdict<?>> differing) {
        SuggestedPatch patch = new SuggestedPatch(JsonNodeFactory.instance.objectNode(), true);
        differing.forEach(patch::accept);
        return patch;
    }

    /**
     * The same with another list of machines.
     *
     * @param machines empty if the list can't be said
     */
    SuggestedPatch listing(Optional<List<String>> machines) {
        SuggestedPatch more = new SuggestedPatch(patch.deepCopy(), isComplete && machines.isPresent());
        ArrayNode list = more.leaf(NodePlanner.PATH).putArray(name(NodePlanner.PATH));
        machines.ifPresent(all -> all.forEach(list::add));
        return more;
    }

    /** As JSON; empty if there is nothing to accept, or not all of it can be. */
    Optional<String> text() {
        return isComplete && !patch.isEmpty() ? Optional.of(patch.toString()) : Optional.empty();
    }

    private void accept(Verdict<?> verdict) {
        String path = verdict.field().path();
        Optional<String> found = verdict.found();
        switch (verdict.field().form()) {
            case ENTRY -> entry(path, found);
            case VERSION -> found.ifPresentOrElse(value -> leaf(path).put(name(path), value), this::cannotBeSaid);
            case NAME ->
                found.filter(name -> !name.isEmpty() && name.length() <= 253)
                        .ifPresentOrElse(value -> leaf(path).put(name(path), value), this::cannotBeSaid);
            case SWITCH ->
                found.ifPresentOrElse(
                        value -> leaf(path).put(name(path), Boolean.parseBoolean(value)), this::cannotBeSaid);
            case SIZE -> size(path, found);
            case CONTROL_PLANE_SIZE ->
                found.filter(size -> isNumber(size, MOST_REPLICAS) && !size.equals("0"))
                        .ifPresentOrElse(
                                size -> leaf(path).put(name(path), Integer.parseInt(size)), this::cannotBeSaid);
            case PARALLELISM -> {
                if (verdict.field().declared().isPresent()) {
                    parallelism(path, found);
                } else {
                    // it goes with a type, which the spec may not have any more
                    cannotBeSaid();
                }
            }
            // another type would leave a bound behind that has no meaning with it; Omni's own words go beyond ours
            case STRATEGY, FIXED -> cannotBeSaid();
        }
    }

    /** One key of a map: null takes it out. */
    private void entry(String path, Optional<String> found) {
        int bracket = path.indexOf('[');
        ObjectNode map = leaf(path.substring(0, bracket)).withObjectProperty(name(path.substring(0, bracket)));
        String key = path.substring(bracket + 1, path.length() - 1);
        if (found.isEmpty()) {
            map.putNull(key);
        } else if (found.get().length() <= LONGEST_TEXT && found.get().chars().noneMatch(Character::isISOControl)) {
            map.put(key, found.get());
        } else {
            cannotBeSaid();
        }
    }

    private void size(String path, Optional<String> found) {
        if (found.filter(MachineSetFields.UNLIMITED::equals).isPresent()) {
            leaf(path).putNull("replicas").put("unlimited", true);
        } else if (found.filter(size -> isNumber(size, MOST_REPLICAS)).isPresent()) {
            leaf(path).put("replicas", Integer.parseInt(found.get())).putNull("unlimited");
        } else {
            cannotBeSaid();
        }
    }

    /** A bound that was taken away takes along the object that held only it. */
    private void parallelism(String path, Optional<String> found) {
        String rolling = path.substring(0, path.lastIndexOf('.'));
        if (found.isEmpty()) {
            leaf(rolling).putNull(name(rolling));
        } else if (isNumber(found.get(), MOST_PARALLEL) && !found.get().equals("0")) {
            leaf(path).put(name(path), Integer.parseInt(found.get()));
        } else {
            cannotBeSaid();
        }
    }

    private static boolean isNumber(String text, int most) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= most;
    }

    private void cannotBeSaid() {
        isComplete = false;
    }

    /** The object that holds the last part of a path. */
    private ObjectNode leaf(String path) {
        ObjectNode object = patch;
        String[] parts = path.split("\\.", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            object = object.withObjectProperty(parts[i]);
        }
        return object;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
