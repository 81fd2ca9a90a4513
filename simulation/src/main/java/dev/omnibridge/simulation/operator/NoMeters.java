package dev.omnibridge.simulation.operator;

import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.reconcile.Meters;
import dev.omnibridge.operator.reconcile.Pass;
import java.time.Duration;
import java.util.Map;

/** Nobody reads metrics here. */
final class NoMeters implements Meters {

    @Override
    public void passed(String kind, Pass.Verdict verdict, Duration took) {}

    @Override
    public void wrote(String connection, Operation operation, boolean isDone) {}

    @Override
    public void counted(String connection, Map<String, Integer> orphans) {}

    @Override
    public void gone(String connection) {}
}
