package dev.omnibridge.operator.omni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.omnibridge.omni.proto.specs.ConfigPatchSpec;
import dev.omnibridge.omni.resource.OmniKeys;
import dev.omnibridge.omni.resource.Resource;
import dev.omnibridge.omni.resource.ResourceTypes;
import dev.omnibridge.omni.state.OmniException;
import dev.omnibridge.operator.given.JsonLog;
import dev.omnibridge.operator.omni.ConnectionSettings.Access;
import dev.omnibridge.operator.reconcile.ConnectionView;
import dev.omnibridge.operator.reconcile.ConnectionView.NotReady;
import dev.omnibridge.operator.reconcile.ConnectionView.Usable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SecretsStayInsideTest {

    private static final String PATCH = "machine:\n  env:\n    PASSWORD: hunter2-hunter2\n";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger project = (Logger) LoggerFactory.getLogger("dev.omnibridge");
    private final Captured captured = new Captured();

    /** Everything that is logged, with the texts of exceptions. */
    private static final class Captured extends AppenderBase<ILoggingEvent> {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final JsonLog json = new JsonLog();

        @Override
        protected void append(ILoggingEvent event) {
            String trace =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getKeyValuePairs() + " "
                    + trace);
            lines.add(json.line(event));
        }

        String all() {
            return lines.stream().collect(Collectors.joining("\n"));
        }
    }

    @BeforeEach
    void capture() {
        captured.start();
        root.addAppender(captured);
        project.setLevel(Level.ALL);
        ((Logger) LoggerFactory.getLogger(WriteJournal.LOGGER)).setLevel(Level.ALL);
    }

    @AfterEach
    void release() {
        root.detachAppender(captured);
        project.setLevel(null);
    }

    @Test
    @DisplayName("R35: key, armored key and patch content are in no log line, exception, view or text of a setting")
    void nothingSecretComesOut() {
        StringBuilder shown = new StringBuilder();
        String key;
        try (SimulatedConnection connection = SimulatedConnection.usable()) {
            key = connection.omni.serviceAccountKey();
            Access access = connection.known(key);
            shown.append(access);
            Usable view = connection.awaitView(Usable.class);
            view.writer().write(Declared.create(Declared.cluster("demo")), Declared.CAUSE);
            Resource<ConfigPatchSpec> patch = Resource.of(
                            ResourceTypes.CONFIG_PATCHES,
                            "100-demo",
                            ConfigPatchSpec.newBuilder().setData(PATCH).build())
                    .withLabel(OmniKeys.CLUSTER, "demo");
            var creation = Declared.create(patch, Declared.change("spec.patches[0].inline", PATCH));
            view.writer().write(creation, Declared.CAUSE);
            assertThatThrownBy(() -> view.writer().write(creation, Declared.CAUSE))
                    .isInstanceOf(OmniException.AlreadyExists.class)
                    .satisfies(e -> shown.append(e).append(e.getCause()));
            connection.omni.accounts().revoke("omnibridge");
            assertThatThrownBy(() -> view.writer().write(Declared.create(Declared.cluster("second")), Declared.CAUSE))
                    .isInstanceOf(OmniException.Unauthenticated.class)
                    .satisfies(e -> shown.append(e).append(e.getCause()));
            ConnectionView refused = connection.awaitView(NotReady.class);
            shown.append(refused).append(connection.registry.health(SimulatedConnection.NAME));
        }

        String everything = captured.all() + shown;
        assertThat(captured.all())
                .contains(WriteJournal.LOGGER, "\"resource\":\"Clusters/demo\"", "\"error\":\"Unauthenticated\"");
        assertThat(everything).contains("spec.patches[0].inline: unset -> (" + PATCH.length() + " characters)");
        assertThat(everything).doesNotContain(key, "hunter2", "PGP PRIVATE KEY", "pgp_key");
        String armor = new String(Base64.getDecoder().decode(key), StandardCharsets.UTF_8);
        armor.replace("\\n", "\n")
                .lines()
                .filter(line -> line.length() > 20)
                .forEach(line -> assertThat(everything).doesNotContain(line));
    }
}
