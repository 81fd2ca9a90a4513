package dev.omnibridge.simulator.log;

/**
 * One field that a write changed. The values may be a patch or a secret, so the text form leaves them out.
 *
 * @param path for instance {@code phase}, {@code labels[omni.sidero.dev/cluster]}, {@code finalizers} or {@code spec.talos_version}
 * @param before value before as text, empty if it was not set
 * @param after value after as text, empty if it is not set
 */
public record FieldChange(String path, String before, String after) {

    @Override
    public String toString() {
        return path;
    }
}
