package dev.omnibridge.operator.metrics;

import java.util.List;

/** The metrics, a closed list; their labels take few values, and never a secret or the name of an object that a tenant made. */
enum Metric {
    LEADER(
            "omnibridge.leader",
            Type.GAUGE,
            List.of(),
            "1 in the process that works, 0 in one that stands by.",
            "The sum over all pods is 1. It is 0 for seconds while one pod takes over from another, and for half a minute"
                    + " after a death."),
    PASSES(
            "omnibridge.pass.duration",
            Type.TIMER,
            List.of("kind", "result"),
            "Passes over an object, and how long they took.",
            "result is fine, or failed: then the object is tried again with a back-off. At rest there are none."),
    OPERATIONS(
            "omnibridge.operations",
            Type.COUNTER,
            List.of("connection", "kind", "operation", "result"),
            "Writes that were sent to Omni.",
            "kind is Omni's. operation is create, update, claim, takeover, release (of a claim) or teardown; result is done"
                    + " or failed."),
    CALLS(
            "omnibridge.omni.call.duration",
            Type.TIMER,
            List.of("connection", "method", "code"),
            "Calls of Omni that have ended, watches excepted, and how long they took.",
            "code is gRPC's. ABORTED and FAILED_PRECONDITION are how Omni refuses what somebody else changed first."),
    WATCHES(
            "omnibridge.omni.watches.ended",
            Type.COUNTER,
            List.of("connection", "code"),
            "Watches of Omni that have ended. Those of the mirror are opened again.",
            "A few at once are one interruption. CANCELLED are mostly short ones of our own, by which an absence is"
                    + " confirmed."),
    MIRROR_AGE(
            "omnibridge.mirror.age.seconds",
            Type.GAUGE,
            List.of("connection"),
            "For how long Omni could not be followed completely; 0 while it can.",
            "Up to 90 s concern nobody. In standby, too. Absent until everything was read once."),
    MIRROR_SIZE(
            "omnibridge.mirror.resources",
            Type.GAUGE,
            List.of("connection", "kind"),
            "Resources of Omni that are held in memory.",
            "kind is Omni's. In standby, too."),
    CONNECTION_READY(
            "omnibridge.connection.ready",
            Type.GAUGE,
            List.of("connection"),
            "1 while the OmniConnection is Ready, else 0.",
            ""),
    KEY_EXPIRY(
            "omnibridge.key.expiry.timestamp.seconds",
            Type.GAUGE,
            List.of("connection"),
            "When the service-account key expires, in seconds since 1970.",
            ""),
    KUBECONFIG_EXPIRY(
            "omnibridge.kubeconfig.expiry.timestamp.seconds",
            Type.GAUGE,
            List.of("connection"),
            "When the first of all kubeconfigs expires, in seconds since 1970.",
            "In the past: one was not renewed. Clusters that are being deleted don't count."),
    OBJECTS(
            "omnibridge.objects",
            Type.GAUGE,
            List.of("kind", "ready"),
            "Custom resources by what their condition Ready says.",
            "ready is True, False or Unknown; without the condition it is Unknown."),
    STALLED(
            "omnibridge.objects.stalled",
            Type.GAUGE,
            List.of("kind", "reason"),
            "Custom resources with the condition Stalled: a person has to act.",
            "reason as in [Reasons](../reasons.md)."),
    HELD(
            "omnibridge.objects.held",
            Type.GAUGE,
            List.of("kind", "reason"),
            "Custom resources of which something is held back.",
            "reason as in [Reasons](../reasons.md), of the group held. One object may have several."),
    DRIFTED(
            "omnibridge.objects.drifted",
            Type.GAUGE,
            List.of("kind"),
            "Custom resources from which Omni differs, see status.drift.",
            ""),
    CONTESTED(
            "omnibridge.objects.contested",
            Type.GAUGE,
            List.of("kind"),
            "Custom resources with fields that somebody changes back again and again, see status.drift.contested.",
            ""),
    RELEASES_HELD(
            "omnibridge.releases.held",
            Type.GAUGE,
            List.of("connection"),
            "Custom resources of which the release brake holds a removal.",
            ""),
    MACHINES(
            "omnibridge.machines",
            Type.GAUGE,
            List.of("connection", "state"),
            "Machines of the account.",
            "state is allocated, free or unavailable: neither in a cluster nor such that Omni would allocate it."),
    CLASS_MACHINES(
            "omnibridge.class.machines",
            Type.GAUGE,
            List.of("connection", "class", "state"),
            "Machines that a machine class selects.",
            "Only of classes that exist in Omni and that an OmniMachineSet uses, the first 50 by name. A machine may be"
                    + " in several."),
    ORPHANS(
            "omnibridge.orphans",
            Type.GAUGE,
            List.of("connection", "kind"),
            "Objects in Omni with a claim or release mark of this operator and no object of that uid in the management"
                    + " cluster. The operator never removes them; the first 20 are named in status.orphans of the"
                    + " OmniConnection.",
            "kind is Cluster or MachineSet. Counted at most every 10 s; while Omni can't be read, the last count stands.");

    /** The types, with what Prometheus puts behind the name. */
    enum Type {
        /** What is now. */
        GAUGE("gauge", ""),
        /** What has happened. */
        COUNTER("counter", "_total"),
        /** What has happened, and how long it took. */
        TIMER("histogram", "_seconds");

        private final String text;
        private final String suffix;

        Type(String text, String suffix) {
            this.text = text;
            this.suffix = suffix;
        }

        /** In Prometheus' words. */
        String text() {
            return text;
        }
    }

    private final String id;
    private final Type type;
    private final List<String> labels;
    private final String description;
    private final String remark;

    Metric(String id, Type type, List<String> labels, String description, String remark) {
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
        return id.replace('.', '_') + type.suffix;
    }

    Type type() {
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
