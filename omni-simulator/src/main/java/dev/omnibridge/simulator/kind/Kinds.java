package dev.omnibridge.simulator.kind;

import dev.omnibridge.omni.proto.cosi.meta.ResourceDefinitionSpec.PrintColumn;
import dev.omnibridge.simulator.catalog.OmniVersion;
import dev.omnibridge.simulator.kind.Kind.Change;
import dev.omnibridge.simulator.kind.Kind.Readers;
import dev.omnibridge.simulator.kind.Kind.Scope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** The table of kinds in {@code kinds.tsv}, read once. */
public final class Kinds {

    private static final String NOTHING = "-";
    private static final int COLUMNS_AT = 7;
    private static final List<Kind> ALL = read();

    private Kinds() {}

    /** The kinds of all generations, ordered by name. */
    public static List<Kind> all() {
        return ALL;
    }

    /** The kinds of one generation, ordered by name. */
    public static List<Kind> of(OmniVersion version) {
        return ALL.stream().filter(kind -> version.isAtLeast(kind.since())).toList();
    }

    private static List<Kind> read() {
        var table = Objects.requireNonNull(Kinds.class.getResourceAsStream("kinds.tsv"), "kinds.tsv");
        try (var lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> kind(line.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Kind kind(String[] cells) {
        return new Kind(
                cells[0],
                cells[1],
                Readers.valueOf(cells[2].toUpperCase(Locale.ROOT)),
                changes(cells[3]),
                scope(cells[4]),
                cells[5].equals(NOTHING) ? OmniVersion.V1_9 : OmniVersion.valueOf(cells[5].toUpperCase(Locale.ROOT)),
                !cells[6].equals(NOTHING),
                cells.length > COLUMNS_AT ? columns(cells[COLUMNS_AT]) : List.of());
    }

    private static Set<Change> changes(String cell) {
        return switch (cell) {
            case NOTHING -> Set.of();
            case "all" -> EnumSet.allOf(Change.class);
            default -> {
                Set<Change> changes = EnumSet.noneOf(Change.class);
                for (String change : cell.split(",", -1)) {
                    changes.add(Change.valueOf(change.toUpperCase(Locale.ROOT)));
                }
                yield changes;
            }
        };
    }

    private static Scope scope(String cell) {
        return switch (cell) {
            case NOTHING -> Scope.ACCOUNT;
            case "id" -> Scope.CLUSTER_ID;
            case "label" -> Scope.CLUSTER_LABEL;
            default -> throw new IllegalArgumentException("no way to name a cluster: " + cell);
        };
    }

    private static List<PrintColumn> columns(String cell) {
        return Arrays.stream(cell.split("; ", -1))
                .map(column -> column.split("=", 2))
                .map(pair -> PrintColumn.newBuilder()
                        .setName(pair[0])
                        .setJsonPath("{" + pair[1] + "}")
                        .build())
                .toList();
    }
}
