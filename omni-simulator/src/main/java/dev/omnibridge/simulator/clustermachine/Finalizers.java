package dev.omnibridge.simulator.clustermachine;

/** Finalizers on ClusterMachines, in the order in which they go (omni/recorded/timeline-scale-down.txt). */
final class Finalizers {

    static final String CLEANUP = "ClusterMachineController";
    static final String PATCHES = "ClusterMachineConfigPatchesController";
    static final String CONFIG = "ClusterMachineConfigController";
    static final String TEARDOWN = "ClusterMachineTeardownController";
    static final String STATUS = "ClusterMachineStatusController";
    static final String ENCRYPTION_KEY = "ClusterMachineEncryptionKeyController";

    private Finalizers() {}
}
