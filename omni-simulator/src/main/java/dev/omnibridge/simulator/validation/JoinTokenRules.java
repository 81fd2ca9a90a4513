package dev.omnibridge.simulator.validation;

import dev.omnibridge.omni.proto.specs.JoinTokenSpec;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceType;
import dev.omnibridge.simulator.joining.JoinTokens;
import dev.omnibridge.simulator.kind.JoiningKinds;
import dev.omnibridge.simulator.state.Store;
import java.util.List;

/** A token has a short name, and the one that new images get can't go (resources.md 19). */
final class JoinTokenRules implements Rules<JoinTokenSpec> {

    private final Store store;

    JoinTokenRules(Store store) {
        this.store = store;
    }

    @Override
    public ResourceType<JoinTokenSpec> type() {
        return JoiningKinds.JOIN_TOKENS;
    }

    @Override
    public List<String> onCreate(Resource<JoinTokenSpec> next) {
        String name = next.spec().getName();
        if (name.isEmpty()) {
            return List.of("the join token name cannot be empty");
        }
        if (JoinTokens.isTooLong(name)) {
            return List.of("join token name cannot be longer than " + JoinTokens.LONGEST_NAME + " symbols");
        }
        return name.chars().anyMatch(Character::isISOControl)
                ? List.of("the join token name must not contain control characters")
                : List.of();
    }

    @Override
    public List<String> onUpdate(Resource<JoinTokenSpec> old, Resource<JoinTokenSpec> next) {
        return old.spec().getName().equals(next.spec().getName()) ? List.of() : onCreate(next);
    }

    @Override
    public List<String> onDestroy(Resource<JoinTokenSpec> old) {
        return JoinTokens.defaultToken(store).filter(old.id()::equals).isPresent()
                ? List.of("deleting default join token is not possible")
                : List.of();
    }
}
