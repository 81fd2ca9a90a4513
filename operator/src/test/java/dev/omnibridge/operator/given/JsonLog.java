package dev.omnibridge.operator.given;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.JoranException;
import java.util.Objects;

/** What the operator writes of an event with {@code log-format: json}, by the settings that it has then. */
public final class JsonLog {

    private final Encoder<ILoggingEvent> encoder;

    /** A log that is nowhere. */
    public JsonLog() {
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(Objects.requireNonNull(JsonLog.class.getResource("/logback-json.xml")));
        } catch (JoranException e) {
            throw new AssertionError(e);
        }
        encoder = ((ConsoleAppender<ILoggingEvent>) Objects.requireNonNull(
                        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("console")))
                .getEncoder();
    }

    /** The line of an event. */
    public String line(ILoggingEvent event) {
        return new String(encoder.encode(event), UTF_8);
    }
}
