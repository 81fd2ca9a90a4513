package dev.omnibridge.simulator.likeness;

import dev.omnibridge.simulator.likeness.Event.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What was seen on a server: one event a line, {@code 10:01:02.554 UPDA MachineSetNodes 1003 v2 | +fin MachineSetStatusController}. Changes
 * are parted by {@code "; "}: {@code field=value} and {@code labels=a=b,c} of a creation, {@code field: old -> new}, {@code +lab k=v},
 * {@code -lab k}, {@code +ann}, {@code -ann}, {@code +fin}, {@code -fin}, {@code -field} for a part that is gone, {@code PHASE tearingDown}.
 *
 * @param name what it is a recording of
 * @param text as it was read
 * @param events in order
 */
public record Recording(String name, String text, List<Event> events) {

    /** A line is cut off there. */
    private static final int LONGEST = 420;

    private static final Pattern LINE =
            Pattern.compile("(?ms)^(\\d\\d:\\d\\d:\\d\\d\\.\\d{3}) (CREA|UPDA|DEST) (\\S+) (\\S+) v(\\d+) \\| ?(.*?)"
                    + "(?=\\R\\d\\d:\\d\\d:\\d\\d\\.\\d{3} (?:CREA|UPDA|DEST) |\\R?\\z)");
    private static final Pattern SEPARATOR =
            Pattern.compile("; (?=[+-](?:fin|lab|ann) |PHASE |-[a-zA-Z_.-]+(?:;|$)|[a-zA-Z_]+[a-zA-Z0-9_.-]*(?:=|: ))");

    /** Copies the events. */
    public Recording {
        events = List.copyOf(events);
    }

    /**
     * Reads a recording.
     *
     * @throws IllegalArgumentException if there is no event in the text
     */
    public static Recording parse(String name, String text) {
        List<Event> events = new ArrayList<>();
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            Verb verb = Verb.valueOf(line.group(2));
            events.add(new Event(
                    Duration.ofNanos(LocalTime.parse(line.group(1)).toNanoOfDay()),
                    verb,
                    line.group(3),
                    line.group(4),
                    Long.parseLong(line.group(5)),
                    changes(verb, line.group(6))));
        }
        if (events.isEmpty()) {
            throw new IllegalArgumentException("there is no event in " + name
                    + ": a line reads \"10:01:02.554 UPDA MachineSetNodes 1003 v2 | +fin MachineSetStatusController\"");
        }
        return new Recording(name, text, events);
    }

    /** Reads a recording from a file. */
    public static Recording read(Path file) throws IOException {
        return parse(String.valueOf(file.getFileName()), Files.readString(file));
    }

    /** Kinds it shows. */
    public Set<String> kinds() {
        return events.stream().map(Event::kind).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Resources in the order of their first event. */
    Set<String> resources() {
        return events.stream().map(Event::resource).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<Change> changes(Verb verb, String text) {
        List<Change> changes = new ArrayList<>();
        List<String> parts = List.of(SEPARATOR.split(text));
        boolean isCut = text.length() >= LONGEST;
        for (String part : isCut ? parts.subList(0, parts.size() - 1) : parts) {
            if (!part.isEmpty()) {
                changes.addAll(verb == Verb.CREA ? initial(part) : List.of(change(part)));
            }
        }
        if (isCut) {
            changes.add(Change.CUT);
        }
        return changes;
    }

    private static List<Change> initial(String part) {
        String[] sides = part.split("=", 2);
        String value = sides.length > 1 ? sides[1] : "";
        return switch (sides[0]) {
            case "labels" -> keys(Change.LABEL, value);
            case "annotations" -> keys(Change.ANNOTATION, value);
            case "fin", "finalizers" ->
                Arrays.stream(value.replaceAll("[\\[\\]]", "").split(", *", -1))
                        .map(Change::finalizerAdded)
                        .toList();
            default -> List.of(new Change(sides[0], "", value));
        };
    }

    private static List<Change> keys(String what, String list) {
        return Arrays.stream(list.split(","))
                .map(pair -> pair.split("=", 2))
                .map(pair -> new Change(what + pair[0], Change.ABSENT, pair.length > 1 ? pair[1] : ""))
                .toList();
    }

    private static Change change(String part) {
        if (part.startsWith("PHASE ")) {
            return Change.tearingDown();
        }
        if (part.startsWith("+fin ")) {
            return Change.finalizerAdded(part.substring(5));
        }
        if (part.startsWith("-fin ")) {
            return Change.finalizerRemoved(part.substring(5));
        }
        if (part.startsWith("+lab ") || part.startsWith("+ann ")) {
            return keys(keyed(part), part.substring(5)).getFirst();
        }
        if (part.startsWith("-lab ") || part.startsWith("-ann ")) {
            return new Change(keyed(part) + part.substring(5), "", Change.ABSENT);
        }
        if (part.startsWith("-")) {
            return new Change(part.substring(1), "", Change.ABSENT);
        }
        String[] sides = part.split(": ", 2);
        String[] values = sides[sides.length - 1].split(" -> ", -1);
        return new Change(sides[0], values[0], values.length > 1 ? values[1] : "");
    }

    private static String keyed(String part) {
        return part.charAt(1) == 'l' ? Change.LABEL : Change.ANNOTATION;
    }
}
