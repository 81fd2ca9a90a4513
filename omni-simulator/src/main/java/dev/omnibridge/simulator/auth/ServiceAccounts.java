package dev.omnibridge.simulator.auth;

import com.google.protobuf.Timestamp;
import dev.omnibridge.omni.proto.management.ListServiceAccountsResponse;
import dev.omnibridge.omni.proto.management.ListServiceAccountsResponse.ServiceAccount;
import dev.omnibridge.simulator.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The service accounts that Omni knows, each with one key or several. Thread-safe. */
public final class ServiceAccounts {

    private static final Duration DEFAULT_LIFETIME = Duration.ofDays(365);
    private static final Duration PRECISION_OF_USE = Duration.ofMinutes(1);

    /**
     * A service account as stored: what Omni compares a call with.
     *
     * @param name name without the domain of its identity
     * @param userId id of its user
     * @param role what it may do
     * @param keys its public keys, the oldest first
     */
    record Account(String name, String userId, Role role, List<AccountKey> keys) {

        private Account with(UnaryOperator<AccountKey> change) {
            return new Account(name, userId, role, keys.stream().map(change).toList());
        }
    }

    /** Whose key a call is signed with. */
    record Signer(Account account, AccountKey key) {}

    private final InstantSource clock;
    private final Map<String, Account> byName = new TreeMap<>();

    /** No accounts yet; key lifetimes count on this clock. */
    public ServiceAccounts(InstantSource clock) {
        this.clock = clock;
    }

    /** Adds an account with a key of one year and returns the key text for its client. A secret. */
    public String create(String name, Role role) {
        return create(name, role, DEFAULT_LIFETIME);
    }

    /** Adds an account, or replaces one of that name and its keys, and returns the key text for its client. A secret. */
    public synchronized String create(String name, Role role, Duration lifetime) {
        Instant created = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        IssuedKey key = IssuedKey.generate(name, created, lifetime);
        put(name, role, AccountKey.of(key.publicKey(), key.armoredPublicKey(), created));
        return key.text();
    }

    /**
     * Adds an account with a key its client made.
     *
     * @return fingerprint of the key
     * @throws IllegalArgumentException if Omni would not take the key, in its words
     */
    public synchronized String register(String name, Role role, String armoredKey) {
        AccountKey key = KeyRegistration.read(armoredKey, clock.instant());
        put(name, role, key);
        return key.fingerprint();
    }

    /**
     * Adds a key its client made to an account; those it has go on to count.
     *
     * @return fingerprint of the key
     * @throws IllegalArgumentException if Omni would not take the key, in its words
     */
    public synchronized String addKey(String name, String armoredKey) {
        AccountKey key = KeyRegistration.read(armoredKey, clock.instant());
        change(
                name,
                account -> new Account(
                        account.name,
                        account.userId,
                        account.role,
                        Stream.concat(account.keys.stream(), Stream.of(key)).toList()));
        return key.fingerprint();
    }

    /** Whether there is an account of this name. */
    public synchronized boolean contains(String name) {
        return byName.containsKey(name);
    }

    /** Gives an account another role. */
    public void changeRole(String name, Role role) {
        change(name, account -> new Account(account.name, account.userId, role, account.keys));
    }

    /** Lets an account's keys expire now. */
    public void expire(String name) {
        Instant past = clock.instant().minusMillis(1);
        change(name, account -> account.with(key -> key.expiringAt(past)));
    }

    /** Lifts {@link #expire}: the keys count as long as they say themselves. */
    public void renew(String name) {
        change(name, account -> account.with(key -> key.expiringAt(AccountKey.endOf(key.publicKey()))));
    }

    /** Removes an account and its keys; calls signed with them fail from now on. */
    public synchronized void revoke(String name) {
        require(name);
        byName.remove(name);
    }

    /** Fingerprint of an account's first key. */
    public synchronized String fingerprint(String name) {
        return require(name).keys.getFirst().fingerprint();
    }

    /** All accounts by name, as the management service lists them. */
    public synchronized ListServiceAccountsResponse list() {
        ListServiceAccountsResponse.Builder all = ListServiceAccountsResponse.newBuilder();
        byName.values().forEach(account -> all.addServiceAccounts(listed(account)));
        return all.build();
    }

    private static ServiceAccount.Builder listed(Account account) {
        ServiceAccount.Builder listed =
                ServiceAccount.newBuilder().setName(account.name).setRole(account.role.text());
        for (AccountKey key : account.keys) {
            ServiceAccount.PgpPublicKey.Builder told = listed.addPgpPublicKeysBuilder()
                    .setId(key.fingerprint())
                    .setArmored(key.armored())
                    .setCreated(seconds(key.created()))
                    .setExpiration(seconds(key.expiration()));
            key.lastUsed().map(ServiceAccounts::seconds).ifPresent(told::setLastUsed);
        }
        account.keys.stream()
                .flatMap(key -> key.lastUsed().stream())
                .max(Instant::compareTo)
                .ifPresent(used -> listed.setLastActive(
                        used.truncatedTo(ChronoUnit.SECONDS).toString()));
        return listed;
    }

    private static Timestamp seconds(Instant moment) {
        return Timestamp.newBuilder().setSeconds(moment.getEpochSecond()).build();
    }

    synchronized Optional<Signer> signer(String fingerprint) {
        return byName.values().stream()
                .flatMap(account -> account.keys.stream().map(key -> new Signer(account, key)))
                .filter(signer -> signer.key.fingerprint().equals(fingerprint))
                .findFirst();
    }

    /** Remembers that a call was signed; like Omni not more often than once a minute. */
    void used(Signer signer) {
        Instant now = clock.instant();
        if (signer.key.lastUsed().isEmpty()
                || signer.key.lastUsed().get().plus(PRECISION_OF_USE).isBefore(now)) {
            note(signer, now);
        }
    }

    private synchronized void note(Signer signer, Instant now) {
        String fingerprint = signer.key.fingerprint();
        byName.computeIfPresent(
                signer.account.name,
                (_, account) -> account.with(key -> key.fingerprint().equals(fingerprint) ? key.usedAt(now) : key));
    }

    private void put(String name, Role role, AccountKey key) {
        byName.put(name, new Account(name, UUID.randomUUID().toString(), role, List.of(key)));
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
