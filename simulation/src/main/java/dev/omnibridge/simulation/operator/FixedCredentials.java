package dev.omnibridge.simulation.operator;

import dev.omnibridge.operator.connection.OperatorEnvironment;
import dev.omnibridge.operator.reconcile.References;
import java.util.Map;
import java.util.Set;

/** The Secret with the service-account key, which is always there. */
final class FixedCredentials implements References {

    private static final Content CONTENT = new Content.Present(Map.of(OperatorEnvironment.KEY, Credentials.keyText()));

    @Override
    public void refer(String reader, Set<Reference> references) {
        // everything referred to is there
    }

    @Override
    public Content content(Reference reference) {
        return CONTENT;
    }

    @Override
    public void close() {
        // nothing is watched
    }
}
