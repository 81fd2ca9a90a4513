package dev.omnibridge.demo.table;

import java.util.List;

/** Where the lines go. */
public interface Screen {

    /**
     * Shows these lines instead of those before.
     *
     * @param table what changes by itself
     * @param notes what stands below it
     */
    void show(List<String> table, List<String> notes);

    /** How the fleet is laid out for this screen. */
    FleetView view();
}
