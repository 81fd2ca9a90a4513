package dev.omnibridge.api.v1alpha1;

import java.util.List;

/**
 * A value that this version of the API does not know: the definition in the cluster is newer than the program that reads.
 *
 * @param path where it is, for instance {@code spec.managementPolicy}
 * @param found the value
 * @param known the values that are known
 */
public record UnknownValue(String path, String found, List<String> known) {
    /** Copies its list, so that nobody changes it later. */
    public UnknownValue {
        known = List.copyOf(known);
    }
}
