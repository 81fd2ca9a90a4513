package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.mirror.MirrorListener;
import dev.omnibridge.omni.mirror.MirrorScheduler;
import dev.omnibridge.omni.mirror.OmniMirror;
import dev.omnibridge.omni.mirror.OmniSnapshot;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.state.StateClient;

/** A running mirror of exactly the kinds the operator reads. */
public final class AccountMirror implements AccountClient.Mirror {

    private final OmniMirror mirror;

    AccountMirror(OmniMirror mirror) {
        this.mirror = mirror;
    }

    /** Begins to mirror what this client sees. */
    public static AccountMirror start(StateClient state, MirrorListener listener, MirrorScheduler scheduler) {
        OmniMirror mirror = new OmniMirror(state, MirroredKinds.all(), listener, scheduler);
        mirror.start();
        return new AccountMirror(mirror);
    }

    @Override
    public OmniSnapshot snapshot() {
        return mirror.snapshot();
    }

    @Override
    public void stored(Resource<?> resource) {
        mirror.accept(resource);
    }

    @Override
    public void rest() {
        mirror.rest();
    }

    @Override
    public void resume() {
        mirror.resume();
    }

    @Override
    public void close() {
        mirror.close();
    }
}
