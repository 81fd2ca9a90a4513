package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.OmniAccount;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.StateClient;
import java.util.Optional;
import java.util.Set;

/** Whether this operator is the only one of its name in an account, as a session needs it; where there can be no other, it is. */
final class SoleInstance {

    private final Optional<IncarnationKeeper> keeper;

    SoleInstance(String connection, StateClient state, ConnectionTools tools, IncarnationKeeper.Listener listener) {
        this.keeper = tools.incarnations().map(own -> new IncarnationKeeper(connection, state, own, tools, listener));
    }

    /** What a check comes to: an account where another operator of our name works is of no use, though it is the right one. */
    AccountCheck weigh(AccountCheck check) {
        if (keeper.isEmpty() || !(check instanceof AccountCheck.Passed(OmniAccount answering))) {
            return check;
        }
        if (!keeper.get().isJudged()) {
            return new AccountCheck.Pending();
        }
        return keeper.get()
                .conflict()
                .<AccountCheck>map(finding -> new AccountCheck.Unfit(answering, finding))
                .orElse(check);
    }

    /** Tokens that are on the connection. */
    void approve(Set<String> tokens) {
        keeper.ifPresent(k -> k.approve(tokens));
    }

    /** As {@link IncarnationKeeper#require}. */
    void require(boolean removes) {
        keeper.ifPresent(k -> k.require(removes));
    }

    /** What a mirror of the right account shows, once it shows all there is. */
    void shows(OmniSnapshot omni) {
        var records = omni.kind(ResourceTypes.MACHINE_LABELS);
        if (records.state().bootstrapped()) {
            keeper.ifPresent(k -> k.shows(records.get(k.recordId())));
        }
    }
}
