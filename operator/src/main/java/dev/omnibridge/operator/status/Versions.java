package dev.omnibridge.operator.status;

import java.util.Comparator;
import java.util.List;
import org.semver4j.Semver;

/** Versions as the status writes them, without the leading v that only some of Omni's fields carry. */
final class Versions {

    private static final int OFFERED = 10;

    private Versions() {}

    static String plain(String version) {
        return version.startsWith("v") ? version.substring(1) : version;
    }

    /** The highest versions that are offered, in ascending order. */
    static List<String> offered(List<String> versions) {
        List<String> sorted =
                versions.stream().map(Versions::plain).sorted(ascending()).toList();
        return sorted.subList(Math.max(0, sorted.size() - OFFERED), sorted.size());
    }

    private static Comparator<String> ascending() {
        return Comparator.comparing(Semver::parse, Comparator.nullsFirst(Comparator.naturalOrder()));
    }
}
