package dev.omnibridge.operator.connection;

import java.util.Optional;

/**
 * The account that the operator's own environment names, as omnictl names it.
 *
 * @param endpoint value of {@code OMNI_ENDPOINT}
 * @param key value of {@code OMNI_SERVICE_ACCOUNT_KEY}; a secret
 */
public record OperatorEnvironment(Optional<String> endpoint, Optional<String> key) {

    /** Name of the variable with the endpoint. */
    public static final String ENDPOINT = "OMNI_ENDPOINT";

    /** Name of the variable with the key, and of the default key in Secrets. */
    public static final String KEY = "OMNI_SERVICE_ACCOUNT_KEY";

    /** Whether it names an account completely. */
    public boolean isComplete() {
        return endpoint.isPresent() && key.isPresent();
    }

    @Override
    public String toString() {
        return "OperatorEnvironment[endpoint=" + endpoint + ", key " + (key.isPresent() ? "set" : "not set") + "]";
    }
}
