package dev.omnibridge.simulator.access;

import java.util.Map;

/**
 * Who makes a call, as its signature and headers say.
 *
 * @param name name of the service account
 * @param role what it may do
 * @param userId id of its user in Omni
 * @param fingerprint of the key that signed, 40 lower-case hexadecimal digits
 * @param userAgent what the client calls itself, empty if it does not say
 */
public record Caller(String name, Role role, String userId, String fingerprint, String userAgent) {

    private static final String PROVIDER_PREFIX = "infra-provider:";

    /** Labels of the identity, by which an access policy may select it. */
    public Map<String, String> labels() {
        return Map.of("user-id", userId, "type-service-account", "");
    }

    /** Full identity, which looks like an e-mail address. */
    public String identity() {
        return identity(name);
    }

    /** Full identity of a service account of this name. */
    public static String identity(String name) {
        return name.startsWith(PROVIDER_PREFIX)
                ? name.substring(PROVIDER_PREFIX.length()) + "@infra-provider.serviceaccount.omni.sidero.dev"
                : name + "@serviceaccount.omni.sidero.dev";
    }
}
