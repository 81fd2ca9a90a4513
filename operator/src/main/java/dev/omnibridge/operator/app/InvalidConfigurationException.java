package dev.omnibridge.operator.app;

import java.util.List;

/** The operator can't start with what it was told. The message has one line for each wrong value. */
public final class InvalidConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidConfigurationException(List<String> problems) {
        super("the configuration is not valid:\n  " + String.join("\n  ", problems));
    }
}
