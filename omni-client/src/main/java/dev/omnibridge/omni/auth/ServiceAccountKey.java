package dev.omnibridge.omni.auth;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The key of a service account of Omni, as shown once at its creation in {@code OMNI_SERVICE_ACCOUNT_KEY}. Holds the private key, so it
 * never shows more than its name and fingerprint.
 */
public final class ServiceAccountKey {

    private static final String INFRA_PROVIDER = "infra-provider:";
    private static final String ACCOUNTS = "serviceaccount.omni.sidero.dev";

    private final String name;
    private final SigningKey key;

    private ServiceAccountKey(String name, SigningKey key) {
        this.name = name;
        this.key = key;
    }

    /**
     * Reads a key. One that has expired is read too, so that its expiry can be shown; it refuses to sign.
     *
     * @throws InvalidKeyException if it is malformed, with the problem and the next step
     */
    public static ServiceAccountKey decode(String text) {
        KeyText outer = KeyText.parse(text);
        return new ServiceAccountKey(outer.name(), SigningKey.parse(outer.armoredKey()));
    }

    /** Name given at creation, for instance {@code omnibridge}. */
    public String name() {
        return name;
    }

    /** How Omni calls the account, in users, policies and its audit log. */
    public String identity() {
        return name.startsWith(INFRA_PROVIDER)
                ? name.substring(INFRA_PROVIDER.length()) + "@infra-provider." + ACCOUNTS
                : name + "@" + ACCOUNTS;
    }

    /** Fingerprint of the key: 40 hexadecimal digits in lower case; also its id in Omni, which does not know upper case. */
    public String fingerprint() {
        return key.fingerprint();
    }

    /** When the key was made. */
    public Instant created() {
        return key.created();
    }

    /** When the key ends; from then on Omni refuses it. */
    public Instant expiry() {
        return key.expiry();
    }

    /**
     * Makes sure that the key can be used now.
     *
     * @throws InvalidKeyException if it has expired
     */
    public void requireValid(Clock clock) {
        if (!clock.instant().isBefore(expiry())) {
            throw new InvalidKeyException(
                    KeyProblem.EXPIRED, "the key " + fingerprint() + " of " + name + " expired at " + expiry());
        }
    }

    /** A detached binary OpenPGP signature over the data, dated at the given moment. */
    byte[] sign(byte[] data, Instant at) {
        return key.sign(data, at);
    }

    /** The fingerprint covers the key itself, and its expiry is part of what was signed at its creation. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServiceAccountKey that
                && name.equals(that.name)
                && fingerprint().equals(that.fingerprint())
                && expiry().equals(that.expiry());
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, fingerprint(), expiry());
    }

    /** Name and fingerprint; the private key is never shown. */
    @Override
    public String toString() {
        return "ServiceAccountKey[" + name + ", " + fingerprint() + "]";
    }
}
