package dev.omnibridge.operator.story;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.omnibridge.operator.given.JsonLog;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/**
 * All that is logged while it is open, with the traces of exceptions: by our own code on every level, by libraries from INFO on, through logback and
 * java.util.logging (which gRPC uses).
 */
final class CapturedLogs implements AutoCloseable {

    private static final List<String> OURS =
            List.of("dev.omnibridge.operator", "dev.omnibridge.omni", "dev.omnibridge.api", "omnibridge");
    private static final List<String> LIBRARIES = List.of("io.javaoperatorsdk", "io.fabric8", "io.grpc");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final java.util.logging.Logger julRoot = java.util.logging.Logger.getLogger("");
    private final Appender appender = new Appender();
    private final JsonLog json = new JsonLog();
    private final JulHandler handler = new JulHandler();

    CapturedLogs() {
        OURS.forEach(name -> logger(name).setLevel(Level.TRACE));
        LIBRARIES.forEach(name -> logger(name).setLevel(Level.INFO));
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        julRoot.addHandler(handler);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        julRoot.removeHandler(handler);
        OURS.forEach(name -> logger(name).setLevel(null));
        LIBRARIES.forEach(name -> logger(name).setLevel(null));
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    private final class Appender extends AppenderBase<ILoggingEvent> {

        @Override
        protected void append(ILoggingEvent event) {
            String trace =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getKeyValuePairs() + " "
                    + trace);
            lines.add(json.line(event));
        }
    }

    private final class JulHandler extends Handler {

        @Override
        public void publish(LogRecord entry) {
            lines.add(entry.getLoggerName() + " " + entry.getMessage() + " " + entry.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
