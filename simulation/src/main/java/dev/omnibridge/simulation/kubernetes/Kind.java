package dev.omnibridge.simulation.kubernetes;

/** Our kinds. */
public enum Kind {
    /** OmniConnection. */
    CONNECTION("OmniConnection"),
    /** OmniCluster. */
    CLUSTER("OmniCluster"),
    /** OmniMachineSet. */
    MACHINE_SET("OmniMachineSet");

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    /** As Kubernetes calls it. */
    public String text() {
        return text;
    }
}
