package dev.omnibridge.operator.plan;

import java.util.Comparator;
import java.util.Optional;
import org.semver4j.Semver;

/** Versions of Talos and Kubernetes as Omni writes them: full, without {@code v}, compared as versions and never as text. */
public final class Versions {

    static final Comparator<Semver> BY_MINOR =
            Comparator.comparingInt(Semver::getMajor).thenComparingInt(Semver::getMinor);

    private Versions() {}

    /** The version without a leading {@code v}, which Omni's API refuses and only some of Omni's fields carry. */
    public static String canonical(String version) {
        return version.startsWith("v") ? version.substring(1) : version;
    }

    /** The parsed version; empty for what is none. */
    static Optional<Semver> parse(String version) {
        return Optional.ofNullable(Semver.parse(canonical(version)));
    }

    /** How far apart two versions are, minors weighing more than patches. */
    static long distance(Semver one, Semver other) {
        long minors = Math.abs((one.getMajor() - other.getMajor()) * 1_000L + one.getMinor() - other.getMinor());
        return minors * 1_000_000L + Math.abs(one.getPatch() - other.getPatch());
    }
}
