package dev.omnibridge.operator.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** How the program logs. */
public enum LogFormat {
    /** A line of text for each event. What logback is told by its own means stands. */
    TEXT,
    /** A JSON object for each event, in one line. */
    JSON;

    static Optional<LogFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    /** Logs like that from now on. */
    void begin() {
        if (this == JSON) {
            URL settings = Objects.requireNonNull(LogFormat.class.getResource("/logback-json.xml"));
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            context.reset();
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            try {
                configurator.doConfigure(settings);
            } catch (JoranException e) {
                throw new IllegalStateException("a file of the program itself is wrong: " + settings, e);
            }
        }
    }
}
