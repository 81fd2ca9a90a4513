package dev.omnibridge.operator.metrics;

import dev.omnibridge.api.v1alpha1.Condition;
import dev.omnibridge.api.v1alpha1.ConditionStatus;
import dev.omnibridge.api.v1alpha1.ContestedField;
import dev.omnibridge.api.v1alpha1.Drift;
import dev.omnibridge.api.v1alpha1.KubeconfigStatus;
import dev.omnibridge.api.v1alpha1.KubeconfigStatusBuilder;
import dev.omnibridge.api.v1alpha1.OmniCluster;
import dev.omnibridge.api.v1alpha1.OmniConnection;
import dev.omnibridge.api.v1alpha1.OmniConnectionStatusBuilder;
import dev.omnibridge.api.v1alpha1.OmniMachineSet;
import dev.omnibridge.api.v1alpha1.ServiceAccountIdentity;
import dev.omnibridge.omni.proto.specs.MachineClassSpec;
import dev.omnibridge.omni.proto.specs.MachineStatusSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.operator.given.GivenCluster;
import dev.omnibridge.operator.given.GivenMachineSet;
import dev.omnibridge.operator.given.GivenOmni;
import dev.omnibridge.operator.given.OmniResources;
import dev.omnibridge.operator.omni.AccountCheck;
import dev.omnibridge.operator.omni.ConnectionHealth;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A connection {@code default} with clusters of which everything is true that a metric counts, and one that names a connection of its own. */
record Fleet(List<OmniCluster> clusters, List<OmniMachineSet> machineSets, GivenOmni omni) {

    static final String TENANT = "tenant";
    static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    static final Instant KEY_EXPIRES = NOW.plus(Duration.ofDays(30));
    static final Instant KUBECONFIG_EXPIRES = NOW.plus(Duration.ofHours(2));
    static final Instant BROKEN_SINCE = NOW.minusMillis(1500);

    static Fleet of(int size) {
        List<OmniCluster> clusters = new ArrayList<>();
        List<OmniMachineSet> sets = new ArrayList<>();
        IntStream.range(0, size).forEach(i -> {
            String name = TENANT + "-" + i;
            clusters.add(cluster(name, i));
            sets.add(GivenMachineSet.named(name + "-workers", name)
                    .ofClass("big", 3)
                    .status(status -> status.conditions(List.of(
                            condition("Ready", ConditionStatus.TRUE, "Ready"),
                            condition("Synced", ConditionStatus.FALSE, "ReleaseHeld"))))
                    .build());
            sets.add(GivenMachineSet.named(name + "-more", name)
                    .ofClass(TENANT + "-class-" + i, 3)
                    .build());
        });
        return new Fleet(clusters, sets, omni(size));
    }

    Reading reading() {
        return new Reading(true, List.of(connection()), clusters, machineSets, _ -> health(), NOW);
    }

    Reading standingBy() {
        return new Reading(false, List.of(connection()), clusters, machineSets, _ -> health(), NOW);
    }

    private ConnectionHealth health() {
        return new ConnectionHealth(
                new AccountCheck.Pending(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(omni),
                Optional.empty(),
                Optional.of(BROKEN_SINCE));
    }

    private static OmniConnection connection() {
        OmniConnection connection = new OmniConnection();
        connection.setMetadata(new ObjectMetaBuilder().withName("default").build());
        connection.setStatus(OmniConnectionStatusBuilder.builder()
                .identity(new ServiceAccountIdentity("omnibridge", "Operator", "secret-like", KEY_EXPIRES.toString()))
                .conditions(List.of(condition("Ready", ConditionStatus.TRUE, "Ready")))
                .build());
        return connection;
    }

    /** Each expires later than the one before. */
    private static OmniCluster cluster(String name, int index) {
        KubeconfigStatus kubeconfig = KubeconfigStatusBuilder.builder()
                .secretName(name + "-kubeconfig")
                .expiresAt(KUBECONFIG_EXPIRES.plusSeconds(index).toString())
                .build();
        return GivenCluster.named(name)
                .status(status -> status.kubeconfig(kubeconfig)
                        .drift(new Drift(
                                NOW.toString(),
                                1,
                                List.of(),
                                List.of(new ContestedField("spec.talos", NOW.toString())),
                                null))
                        .conditions(List.of(
                                condition("Ready", ConditionStatus.FALSE, "NameConflict"),
                                condition("Synced", ConditionStatus.FALSE, "OmniLocked"),
                                condition("Stalled", ConditionStatus.TRUE, "NameConflict"))))
                .build();
    }

    private static Condition condition(String type, ConditionStatus status, String reason) {
        return new Condition(type, status, 1L, NOW.toString(), reason, "about " + TENANT);
    }

    private static GivenOmni omni(int size) {
        GivenOmni omni = new GivenOmni()
                .with(Resource.of(
                        ResourceTypes.MACHINE_CLASSES,
                        "big",
                        MachineClassSpec.newBuilder()
                                .addMatchLabels("size = big")
                                .build()));
        omni.with(machine("free")
                .withLabel(OmniKeys.AVAILABLE, "")
                .withLabel(OmniKeys.CONNECTED, "")
                .withLabel(OmniKeys.READY_TO_USE, "")
                .withLabel(OmniKeys.REPORTING_EVENTS, ""));
        omni.with(machine("away").withLabel(OmniKeys.AVAILABLE, ""));
        IntStream.range(0, size)
                .forEach(i -> omni.with(Resource.of(
                                ResourceTypes.MACHINE_STATUSES,
                                "machine-" + i,
                                MachineStatusSpec.newBuilder()
                                        .setCluster(TENANT + "-" + i)
                                        .build())
                        .withLabel("size", "big")));
        return omni;
    }

    private static Resource<MachineStatusSpec> machine(String id) {
        return OmniResources.machine(id, "1.13.8").withLabel("size", "big");
    }
}
