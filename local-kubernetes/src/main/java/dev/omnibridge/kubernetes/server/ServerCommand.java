package dev.omnibridge.kubernetes.server;

import java.nio.file.Path;
import java.util.List;

/**
 * How one process of the control plane is started and when it is ready.
 *
 * @param program the program; its file name is its name in messages
 * @param flags its arguments
 * @param log where its output goes
 * @param ready all of these succeed once it is ready
 */
record ServerCommand(Path program, List<String> flags, Path log, List<HealthProbe> ready) {

    String name() {
        return program.getFileName().toString();
    }
}
