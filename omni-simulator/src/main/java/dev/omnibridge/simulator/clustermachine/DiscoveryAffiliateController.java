package dev.omnibridge.simulator.clustermachine;

import dev.omnibridge.simulator.controller.Outputs;
import dev.omnibridge.simulator.kind.UpkeepKinds;
import dev.omnibridge.simulator.state.Store;
import dev.omnibridge.simulator.world.Controller;
import dev.omnibridge.simulator.world.Input;
import dev.omnibridge.simulator.world.Requeue;
import java.util.List;

/** Tells the discovery service which nodes to forget; that always works here, and the task is done. */
final class DiscoveryAffiliateController implements Controller {

    private static final List<Input<?>> INPUTS = List.of(Input.byId(UpkeepKinds.DISCOVERY_AFFILIATE_DELETE_TASKS));

    private final Store store;

    DiscoveryAffiliateController(Store store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "DiscoveryAffiliateDeleteTaskController";
    }

    @Override
    public List<Input<?>> inputs() {
        return INPUTS;
    }

    @Override
    public Requeue reconcile(String key) {
        Outputs.remove(store, Finalizers.TEARDOWN, UpkeepKinds.DISCOVERY_AFFILIATE_DELETE_TASKS, key);
        return Requeue.onEvent();
    }
}
