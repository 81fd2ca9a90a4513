package dev.omnibridge.operator.plan;

import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.proto.specs.TalosVersionSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.semver4j.Semver;

/** Omni's table of Talos versions and of the Kubernetes versions that run on each. */
record TalosVersions(Collection<Resource<TalosVersionSpec>> table) {

    private static final int ALTERNATIVES = 5;

    static TalosVersions of(OmniSnapshot omni) {
        return new TalosVersions(omni.kind(ResourceTypes.TALOS_VERSIONS).all());
    }

    /** The entry of a version. */
    Optional<TalosVersionSpec> find(String talos) {
        return table.stream()
                .filter(r -> r.id().equals(talos))
                .map(Resource::spec)
                .findFirst();
    }

    /** Versions that may be chosen, those nearest to the wanted one first. */
    List<String> near(String talos) {
        return nearest(
                talos,
                table.stream()
                        .filter(r -> isOffered(r.spec()))
                        .map(Resource::id)
                        .toList());
    }

    /** Kubernetes versions that run on a Talos version, those nearest to the wanted one first. */
    List<String> kubernetesOn(String talos, String near) {
        return find(talos)
                .map(entry -> nearest(near, entry.getCompatibleKubernetesVersionsList()))
                .orElse(List.of());
    }

    /** The offered Talos version nearest to the wanted one that runs a Kubernetes version. */
    Optional<String> talosFor(String kubernetes, String near) {
        List<String> candidates = table.stream()
                .filter(r -> isOffered(r.spec()) && runs(r.spec(), kubernetes))
                .map(Resource::id)
                .toList();
        return nearest(near, candidates).stream().findFirst();
    }

    /** Whether a Kubernetes version is listed for a Talos version; Omni compares the texts, both written without v. */
    static boolean runs(TalosVersionSpec entry, String kubernetes) {
        return entry.getCompatibleKubernetesVersionsList().contains(kubernetes);
    }

    private static boolean isOffered(TalosVersionSpec entry) {
        return !entry.getDeprecated() && !entry.getUnsupported();
    }

    private static List<String> nearest(String wanted, Collection<String> candidates) {
        Semver target = Versions.parse(wanted).orElse(Semver.ZERO);
        return candidates.stream()
                .filter(text -> Versions.parse(text).isPresent())
                .sorted(Comparator.comparingLong((String text) -> distance(text, target))
                        .thenComparing(text -> Versions.parse(text).orElse(Semver.ZERO), Comparator.reverseOrder()))
                .limit(ALTERNATIVES)
                .toList();
    }

    private static long distance(String version, Semver target) {
        return Versions.distance(Versions.parse(version).orElse(Semver.ZERO), target);
    }
}
