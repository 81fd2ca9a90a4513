package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.DefaultJoinTokenSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.kind.JoiningKinds;
import dev.omnibridge.simulator.state.Store;
import java.util.List;

/** The choice of a default token is there for ever and names one there is (resources.md 19). */
final class DefaultJoinTokenRules implements Rules<DefaultJoinTokenSpec> {

    private final Store store;

    DefaultJoinTokenRules(Store store) {
        this.store = store;
    }

    @Override
    public ResourceType<DefaultJoinTokenSpec> type() {
        return JoiningKinds.DEFAULT_JOIN_TOKENS;
    }

    @Override
    public List<String> onCreate(Resource<DefaultJoinTokenSpec> next) {
        return List.of();
    }

    @Override
    public List<String> onUpdate(Resource<DefaultJoinTokenSpec> old, Resource<DefaultJoinTokenSpec> next) {
        String token = next.spec().getTokenId();
        return store.get(JoiningKinds.JOIN_TOKENS, token).isPresent()
                ? List.of()
                : List.of("no token with id \"" + token + "\" exists");
    }

    @Override
    public List<String> onDestroy(Resource<DefaultJoinTokenSpec> old) {
        return old.id().equals(JoiningKinds.DEFAULT_TOKEN)
                ? List.of("destroying the default join token resource is not allowed")
                : List.of();
    }
}
