package dev.omnibridge.operator.metrics;

import java.util.List;

/** The metrics, a closed list; their labels take few values, and never a secret. */
enum Metric {
    LEADER(
            "omnibridge.leader",
            "gauge",
            List.of(),
            "1 in the process that works, 0 in one that stands by.",
            "The sum over all pods is 1. It is 0 for seconds while one pod takes over from another, and for half a minute"
                    + " after a death."),
    ORPHANS(
            "omnibridge.orphans",
            "gauge",
            List.of("connection", "kind"),
            "Objects in Omni with a claim or release mark of this operator and no object of that uid in the management"
                    + " cluster. The operator never removes them; the first 20 are named in status.orphans of the"
                    + " OmniConnection.",
            "kind is Cluster or MachineSet. Counted at most every 30 s; while Omni can't be read, the last count stands.");

    private final String id;
    private final String type;
    private final List<String> labels;
    private final String description;
    private final String remark;

    Metric(String id, String type, List<String> labels, String description, String remark) {
        this.id = id;
        this.type = type;
        this.labels = labels;
        this.description = description;
        this.remark = remark;
    }

    /** Name in Micrometer's words. */
    String id() {
        return id;
    }

    /** Name in Prometheus' words. */
    String text() {
        return id.replace('.', '_');
    }

    /** Type in Prometheus' words. */
    String type() {
        return type;
    }

    List<String> labels() {
        return labels;
    }

    /** What it counts. */
    String description() {
        return description;
    }

    /** What else is worth knowing. */
    String remark() {
        return remark;
    }
}
