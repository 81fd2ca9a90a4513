package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.plan.FieldChange;
import dev.omnibridge.operator.plan.Operation;
import dev.omnibridge.operator.reconcile.WriteCause;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One entry for each write to Omni, whether it succeeded or not, on the logger {@value #LOGGER}: what it says are fields. Never a secret, never a patch. */
final class WriteJournal {

    static final String LOGGER = "omnibridge.journal";

    private static final Logger log = LoggerFactory.getLogger(LOGGER);

    private final String connection;

    WriteJournal(String connection) {
        this.connection = connection;
    }

    void wrote(Operation operation, WriteCause cause, Resource<?> stored) {
        entry(log.atInfo(), operation, cause)
                .addKeyValue("versions", operation.resource().version() + "->" + stored.version())
                .log("written");
    }

    /** The error is named by its kind; Omni's text goes to the status of the object. */
    void failed(Operation operation, WriteCause cause, OmniException failure) {
        entry(log.atWarn(), operation, cause)
                .addKeyValue("version", operation.resource().version())
                .addKeyValue("error", failure.getClass().getSimpleName())
                .log("not written");
    }

    private LoggingEventBuilder entry(LoggingEventBuilder event, Operation operation, WriteCause cause) {
        LoggingEventBuilder entry = event.addKeyValue("connection", connection)
                .addKeyValue("owner", cause.object())
                .addKeyValue("generation", cause.generation())
                .addKeyValue("operation", operation.verb())
                .addKeyValue("resource", operation.resource().reference());
        return switch (operation) {
            case Operation.Create create -> entry.addKeyValue("fields", fields(create.changes()));
            case Operation.Update update -> entry.addKeyValue("fields", fields(update.changes()));
            case Operation.Teardown teardown ->
                entry.addKeyValue("machines", teardown.machines()).addKeyValue("clusters", teardown.clusters());
        };
    }

    private static List<String> fields(List<FieldChange> changes) {
        return changes.stream().map(WriteJournal::field).toList();
    }

    private static String field(FieldChange change) {
        String path = change.path();
        return path + ": " + JournalValue.of(path, change.from()) + " -> " + JournalValue.of(path, change.to()) + " ("
                + change.cause().name().toLowerCase(Locale.ROOT) + ")";
    }
}
