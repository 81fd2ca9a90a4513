package dev.omnibridge.operator.policy;

import dev.omnibridge.operator.reason.Finding;
import dev.omnibridge.operator.reason.Reason;
import java.util.List;

/** How locks that people set on machines are told. */
final class LockedMachines {

    private static final int NAMED = 5;

    private LockedMachines() {}

    /** Omni itself keeps a locked machine only from leaving a list, neither from a smaller class nor from the end of its set or cluster. */
    static Finding hold(String what, List<String> machines) {
        return new Finding(
                Reason.OMNI_LOCKED,
                "not " + what + " while machines are locked in Omni: " + named(machines)
                        + "; unlock them there to let it go on");
    }

    static String named(List<String> machines) {
        String first = String.join(", ", machines.stream().limit(NAMED).toList());
        return machines.size() > NAMED ? first + " and " + (machines.size() - NAMED) + " more" : first;
    }
}
