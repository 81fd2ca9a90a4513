package dev.omnibridge.demo.table;

import dev.omnibridge.api.v1alpha1.OmniConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A fleet as text: the table, the machines of the account, and what those say that are not Ready.
 *
 * @param width columns at most
 * @param height lines at most; machines are left out of the table where it would be longer
 * @param colours whether ANSI colours are used
 */
public record FleetView(int width, int height, boolean colours) {
    private static final int MOST_REASONS = 3;

    /** For a log or a pipe: without machines, which change too often, and without colours. */
    public static FleetView plain() {
        return new FleetView(100, 0, false);
    }

    /** The lines to show. */
    public List<String> lines(Fleet fleet) {
        var text = new TableText(width, colours);
        var below = new ArrayList<String>();
        fleet.connections().forEach(connection -> below.add(text.prose(account(connection))));
        fleet.health()
                .filter(health -> !health.isReady())
                .flatMap(health -> health.ready().map(ready -> health.object() + ": " + ready.message()).stream())
                .limit(MOST_REASONS)
                .forEach(reason -> below.add(text.prose(reason)));
        List<Row> rows = FleetRows.of(fleet);
        if (rows.size() + 1 + below.size() > height) {
            rows = rows.stream().filter(row -> !row.isMachine()).toList();
        }
        var lines = new ArrayList<>(text.lines(rows));
        lines.addAll(below);
        return lines;
    }

    private static String account(OmniConnection connection) {
        String name = "connection " + connection.getMetadata().getName();
        String ready = Health.of(connection)
                .ready()
                .map(condition -> condition.reason())
                .orElse("not looked at yet");
        return Optional.ofNullable(connection.getStatus())
                .map(status -> status.machines())
                .map(machines -> "%s: %s; %d machines, %d connected, %d in clusters, %d free"
                        .formatted(
                                name,
                                ready,
                                machines.total(),
                                machines.connected(),
                                machines.allocated(),
                                machines.available()))
                .orElse(name + ": " + ready);
    }
}
