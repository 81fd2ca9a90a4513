package dev.omnibridge.simulator.auth;

import com.google.protobuf.Timestamp;
import dev.omnibridge.omni.proto.management.ListServiceAccountsResponse;
import dev.omnibridge.simulator.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The service accounts that Omni knows, each with one key. Thread-safe. */
public final class ServiceAccounts {

    private static final Duration DEFAULT_LIFETIME = Duration.ofDays(365);

    /**
     * A service account as stored: what Omni compares a call with.
     *
     * @param name name without the domain of its identity
     * @param userId id of its user
     * @param role what it may do
     * @param key its public key
     * @param expiration when calls signed with the key end; kept beside the key, as in Omni
     */
    record Account(String name, String userId, Role role, IssuedKey key, Instant expiration) {}

    private final InstantSource clock;
    private final Map<String, Account> byName = new LinkedHashMap<>();

    /** No accounts yet; key lifetimes count on this clock. */
    public ServiceAccounts(InstantSource clock) {
        this.clock = clock;
    }

    /** Adds an account with a key of one year and returns the key text for its client. A secret. */
    public String create(String name, Role role) {
        return create(name, role, DEFAULT_LIFETIME);
    }

    /** Adds an account, or replaces one of that name and its key, and returns the key text for its client. A secret. */
    public synchronized String create(String name, Role role, Duration lifetime) {
        Instant created = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        IssuedKey key = IssuedKey.generate(name, created, lifetime);
        byName.put(name, new Account(name, UUID.randomUUID().toString(), role, key, key.expiration()));
        return key.text();
    }

    /** Gives an account another role. */
    public void changeRole(String name, Role role) {
        change(name, account -> new Account(account.name, account.userId, role, account.key, account.expiration));
    }

    /** Lets an account's key expire now. */
    public void expire(String name) {
        Instant past = clock.instant().minusMillis(1);
        change(name, account -> new Account(account.name, account.userId, account.role, account.key, past));
    }

    /** Lifts {@link #expire}: the key counts as long as it says itself. */
    public void renew(String name) {
        change(
                name,
                account ->
                        new Account(account.name, account.userId, account.role, account.key, account.key.expiration()));
    }

    /** Removes an account and its key; calls signed with it fail from now on. */
    public synchronized void revoke(String name) {
        require(name);
        byName.remove(name);
    }

    /** Fingerprint of an account's key. */
    public synchronized String fingerprint(String name) {
        return require(name).key.fingerprint();
    }

    /** All accounts in the order of their creation, as the management service lists them. */
    public synchronized ListServiceAccountsResponse list() {
        ListServiceAccountsResponse.Builder all = ListServiceAccountsResponse.newBuilder();
        byName.values()
                .forEach(account -> all.addServiceAccountsBuilder()
                        .setName(account.name)
                        .setRole(account.role.text())
                        .addPgpPublicKeysBuilder()
                        .setId(account.key.fingerprint())
                        .setArmored(account.key.armoredPublicKey())
                        .setExpiration(Timestamp.newBuilder().setSeconds(account.expiration.getEpochSecond())));
        return all.build();
    }

    synchronized Optional<Account> byFingerprint(String fingerprint) {
        return byName.values().stream()
                .filter(account -> account.key.fingerprint().equals(fingerprint))
                .findFirst();
    }

    private synchronized void change(String name, UnaryOperator<Account> change) {
        byName.put(name, change.apply(require(name)));
    }

    private Account require(String name) {
        Account account = byName.get(name);
        if (account == null) {
            throw new IllegalArgumentException(
                    "there is no service account \"" + name + "\"; there are " + byName.keySet());
        }
        return account;
    }
}
