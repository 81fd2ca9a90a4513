package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.OmniAccount;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.mirror.KindSnapshot.MirrorState;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A session with an account at one moment.
 *
 * @param check the last check
 * @param account the account of the last check that passed
 * @param key the key that signs
 * @param snapshot what may be read; of the last certain moment while the account is in doubt
 * @param doubtSince since when it is not certain that the right account answers
 */
record SessionState(
        AccountCheck check,
        Optional<OmniAccount> account,
        ServiceAccountKey key,
        Optional<OmniSnapshot> snapshot,
        Optional<Instant> doubtSince) {

    /** Since when Omni can't be followed completely: doubt, or the first watch that broke. */
    Optional<Instant> brokenSince() {
        Stream<Instant> broken = snapshot.stream()
                .flatMap(s -> s.kinds().stream().map(type -> s.kind(type).state()))
                .filter(state -> !state.live())
                .map(MirrorState::brokenSince)
                .flatMap(Stream::ofNullable);
        return Stream.concat(doubtSince.stream(), broken).min(Instant::compareTo);
    }

    /** Kinds that are not watched now, for people. */
    String brokenKinds() {
        return snapshot.stream()
                .flatMap(s ->
                        s.kinds().stream().filter(type -> !s.kind(type).state().live()))
                .map(type -> type.shortName())
                .sorted()
                .limit(3)
                .reduce((a, b) -> a + ", " + b)
                .orElse("all kinds");
    }
}
