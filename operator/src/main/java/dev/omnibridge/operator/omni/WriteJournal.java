package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.plan.FieldChange;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.reconcile.WriteCause;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each write to Omni, whether it succeeded or not, on the logger {@value #LOGGER}. Never a secret, never a patch. */
final class WriteJournal {

    static final String LOGGER = "omnibridge.journal";

    private static final Logger log = LoggerFactory.getLogger(LOGGER);

    private final String connection;

    WriteJournal(String connection) {
        this.connection = connection;
    }

    void wrote(Operation operation, WriteCause cause, Resource<?> stored) {
        log.info(
                "{} versions={}->{}{}",
                head(operation, cause),
                operation.resource().version(),
                stored.version(),
                tail(operation));
    }

    /** The error is named by its kind; Omni's text goes to the status of the object. */
    void failed(Operation operation, WriteCause cause, OmniException failure) {
        log.warn(
                "{} version={} error={}{}",
                head(operation, cause),
                operation.resource().version(),
                failure.getClass().getSimpleName(),
                tail(operation));
    }

    private String head(Operation operation, WriteCause cause) {
        return "connection=" + connection + " object=" + cause.object() + " generation=" + cause.generation()
                + " operation=" + operation.verb() + " omni="
                + operation.resource().reference();
    }

    private static String tail(Operation operation) {
        return switch (operation) {
            case Operation.Create create -> fields(create.changes());
            case Operation.Update update -> fields(update.changes());
            case Operation.Teardown teardown -> " machines=" + teardown.machines() + " clusters=" + teardown.clusters();
        };
    }

    private static String fields(List<FieldChange> changes) {
        return changes.stream()
                .map(WriteJournal::field)
                .collect(Collectors.joining("; ", changes.isEmpty() ? "" : " fields=[", changes.isEmpty() ? "" : "]"));
    }

    private static String field(FieldChange change) {
        String path = change.path();
        return path + ": " + JournalValue.of(path, change.from()) + " -> " + JournalValue.of(path, change.to()) + " ("
                + change.cause().name().toLowerCase(Locale.ROOT) + ")";
    }
}
