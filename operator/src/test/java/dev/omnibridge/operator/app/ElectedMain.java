package dev.omnibridge.operator.app;

import dev.omnibridge.operator.leadership.LeaseTimes;
import java.time.Duration;
import java.util.Arrays;
import picocli.CommandLine;

/** {@code omnibridge run} with other times of the lease: nobody wants to wait half a minute in a test. */
public final class ElectedMain {

    private ElectedMain() {}

    /** The arguments that give these times. */
    public static String[] arguments(LeaseTimes times) {
        return new String[] {
            times.lease().toString(),
            times.renewal().toString(),
            times.attempt().toString()
        };
    }

    public static void main(String[] arguments) {
        Duration[] times = Arrays.stream(arguments).map(Duration::parse).toArray(Duration[]::new);
        System.exit(new CommandLine(new Run(new LeaseTimes(times[0], times[1], times[2]))).execute());
    }
}
