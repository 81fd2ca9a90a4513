package dev.omnibridge.operator.omni;

import com.google.protobuf.Message;
import dev.omnibridge.omni.OmniAccount;
import dev.omnibridge.omni.OmniClient;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.management.ManagementClient;
import dev.omnibridge.omni.mirror.KindSnapshot;
import dev.omnibridge.omni.mirror.KindSnapshot.MirrorState;
import dev.omnibridge.omni.mirror.MirrorListener;
import dev.omnibridge.omni.mirror.MirroredKind;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.omni.state.StateClient;
import dev.omnibridge.omni.transport.OmniEndpoint;
import dev.omnibridge.omni.transport.TlsTrust;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A client whose account answers as the test says, and whose watches stand or break when it says so. Mirrors nothing. */
final class ScriptedAccount implements AccountClient {

    private final OmniClient nowhere;
    private final Supplier<Instant> now;
    private ServiceAccountKey key;
    private Supplier<OmniAccount> answer = () -> account("5b2f6d0c-3d0f-4d0e-9f57-0d8f1c2b7a11");
    private Optional<WatchedNothing> mirror = Optional.empty();
    private int checks;
    private boolean rests;
    private int mirrors;

    ScriptedAccount(ServiceAccountKey key, Clock clock, Supplier<Instant> now) {
        this.key = key;
        this.now = now;
        this.nowhere = OmniClient.connect(
                OmniEndpoint.parse("http://127.0.0.1:1"), TlsTrust.system(), key, clock, "omnibridge-test");
    }

    static OmniAccount account(String id) {
        return new OmniAccount("omnibridge@serviceaccount.omni.sidero.dev", "Operator", id, "acme", "v1.10.0", 1);
    }

    /** What the next checks are answered. */
    void answers(Supplier<OmniAccount> next) {
        answer = next;
    }

    int checks() {
        return checks;
    }

    /** How many mirrors were begun. */
    int mirrors() {
        return mirrors;
    }

    /** Watches of these kinds stand, with everything read. */
    void stand(Collection<ResourceType<?>> kinds) {
        kinds.forEach(kind -> mirror.orElseThrow().tell(kind, new MirrorState(true, true, null, now.get())));
    }

    /** Watches of these kinds break. */
    void breakDown(Collection<ResourceType<?>> kinds) {
        kinds.forEach(kind -> mirror.orElseThrow().tell(kind, new MirrorState(true, false, now.get(), now.get())));
    }

    /** Watches of these kinds end before they told all there is. */
    void neverStand(Collection<ResourceType<?>> kinds) {
        kinds.forEach(kind -> mirror.orElseThrow().tell(kind, new MirrorState(false, false, now.get(), null)));
    }

    /** A mirror shows a change. */
    <S extends Message> void change(Resource<S> after) {
        mirror.orElseThrow().listener.onChange(after.type(), after.id(), null, after);
    }

    static List<ResourceType<?>> kinds() {
        return MirroredKinds.all().stream()
                .<ResourceType<?>>map(MirroredKind::type)
                .toList();
    }

    /** Whether broken watches wait until somebody finds that Omni is back. */
    boolean rests() {
        return rests;
    }

    @Override
    public OmniAccount account() {
        checks++;
        return answer.get();
    }

    @Override
    public Optional<Duration> clockSkew() {
        return Optional.empty();
    }

    @Override
    public ServiceAccountKey key() {
        return key;
    }

    @Override
    public void replaceKey(ServiceAccountKey next) {
        key = next;
    }

    @Override
    public StateClient state() {
        return nowhere.state();
    }

    @Override
    public ManagementClient management() {
        return nowhere.management();
    }

    @Override
    public Mirror mirror(MirrorListener listener) {
        mirrors++;
        WatchedNothing begun = new WatchedNothing(listener);
        mirror = Optional.of(begun);
        return begun;
    }

    @Override
    public void close() {
        nowhere.close();
    }

    private final class WatchedNothing implements Mirror, OmniSnapshot {

        private final Map<ResourceType<?>, MirrorState> states = new HashMap<>();
        private final MirrorListener listener;

        WatchedNothing(MirrorListener listener) {
            this.listener = listener;
            kinds().forEach(kind -> states.put(kind, new MirrorState(false, false, null, null)));
        }

        void tell(ResourceType<?> kind, MirrorState state) {
            states.put(kind, state);
            listener.onState(kind, state);
        }

        @Override
        public OmniSnapshot snapshot() {
            Map<ResourceType<?>, MirrorState> copy = Map.copyOf(states);
            WatchedNothing snapshot = new WatchedNothing(listener);
            snapshot.states.putAll(copy);
            return snapshot;
        }

        @Override
        public void stored(Resource<?> resource) {}

        @Override
        public void rest() {
            rests = true;
        }

        @Override
        public void resume() {
            rests = false;
        }

        @Override
        public void close() {}

        @Override
        public Set<ResourceType<?>> kinds() {
            return ScriptedAccount.kinds().stream().collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public <S extends Message> KindSnapshot<S> kind(ResourceType<S> type) {
            return new Nothing<>(states.getOrDefault(type, new MirrorState(false, false, null, null)));
        }
    }

    private record Nothing<S extends Message>(MirrorState state) implements KindSnapshot<S> {

        @Override
        public Optional<Resource<S>> get(String id) {
            return Optional.empty();
        }

        @Override
        public Collection<Resource<S>> all() {
            return List.of();
        }

        @Override
        public Collection<Resource<S>> byIndex(String index, String key) {
            return List.of();
        }
    }
}
