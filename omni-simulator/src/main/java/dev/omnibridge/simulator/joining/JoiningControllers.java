package dev.omnibridge.simulator.joining;

import dev.omnibridge.simulator.world.World;

/** Omni's controllers about links and tokens. */
public final class JoiningControllers {

    private JoiningControllers() {}

    /** Registers them. */
    public static void register(World world) {
        world.register(new MachineStatusLinkController(world.store()));
        world.register(new LinkStatusController(world.store()));
        world.register(new NodeUniqueTokenStatusController(world.store()));
        world.register(new JoinTokenStatusController(world.store()));
        world.register(new SiderolinkController(world.store()));
    }
}
