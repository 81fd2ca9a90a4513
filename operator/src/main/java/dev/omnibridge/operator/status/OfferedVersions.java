package dev.omnibridge.operator.status;

import dev.omnibridge.operator.plan.Versions;
import java.util.Comparator;
import java.util.List;
import org.semver4j.Semver;

/** The versions of Talos or Kubernetes that Omni offers a cluster, as many as a status shows. */
final class OfferedVersions {

    private static final int SHOWN = 10;

    private OfferedVersions() {}

    /** The highest of them, in ascending order. */
    static List<String> highest(List<String> offered) {
        List<String> sorted =
                offered.stream().map(Versions::canonical).sorted(ascending()).toList();
        return sorted.subList(Math.max(0, sorted.size() - SHOWN), sorted.size());
    }

    private static Comparator<String> ascending() {
        return Comparator.comparing(Semver::parse, Comparator.nullsFirst(Comparator.naturalOrder()));
    }
}
