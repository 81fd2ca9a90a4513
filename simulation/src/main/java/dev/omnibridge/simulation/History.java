package dev.omnibridge.simulation;

import dev.omnibridge.simulation.actor.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * All that happens in one simulation, except what follows from it.
 *
 * @param seed of the world: ids and the like
 * @param machines how many there are
 */
public record History(long seed, int machines, List<Step> steps) {

    private static final int OPENING = 3;

    public History {
        steps = List.copyOf(steps);
    }

    /** The history of a seed, made of these acts. */
    public static History of(long seed, Set<Act> acts) {
        Random chance = new Random(seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L);
        List<Step> steps = new ArrayList<>();
        // a world in which something is under way before it is disturbed
        for (int i = 0; i < OPENING; i++) {
            steps.add(new Step(Act.APPLY_CLUSTER_WITH_SETS, chance.nextLong(), 10 + chance.nextInt(50)));
        }
        // most faults need little; some need much
        int length = chance.nextInt(4) == 0 ? 15 + chance.nextInt(35) : 5 + chance.nextInt(15);
        List<Act> weighted = Act.weighted(acts);
        for (int i = 0; i < length; i++) {
            int micro = chance.nextInt(4) == 0 ? chance.nextInt(4) : 5 + chance.nextInt(35);
            steps.add(new Step(weighted.get(chance.nextInt(weighted.size())), chance.nextLong(), micro));
        }
        return new History(seed, 4 + chance.nextInt(5), steps);
    }

    /** The same world with other steps. */
    public History with(List<Step> others) {
        return new History(seed, machines, others);
    }
}
