package dev.omnibridge.simulation.operator;

import dev.omnibridge.operator.connection.ConnectionMeters;
import java.util.Map;

/** Nobody reads metrics here. */
final class NoMeters implements ConnectionMeters {

    @Override
    public void counted(String connection, Map<String, Integer> orphans) {}

    @Override
    public void gone(String connection) {}
}
