package dev.omnibridge.simulator.machine;

import java.time.Duration;

/**
 * How long upgrades take on a virtual machine.
 *
 * @param write writing another Talos version to the disk, from the call until the machine reboots
 * @param reboot machine is down
 * @param echo from running again to a second, momentary reboot that only control planes report and only in the emulator behind the
 *     recordings; zero for none
 * @param answer from running again, or from the echo, until it takes calls
 * @param apiServerRestart from running again to a Kubernetes API that answers
 * @param imagePull pulling one image
 * @param podRestart restarting a control plane component in another version; a kubelet restarts at once
 */
public record UpgradeSpeeds(
        Duration write,
        Duration reboot,
        Duration echo,
        Duration answer,
        Duration apiServerRestart,
        Duration imagePull,
        Duration podRestart) {

    /** What a person wants to watch. */
    static UpgradeSpeeds seconds() {
        return new UpgradeSpeeds(
                Duration.ofSeconds(3),
                Duration.ofSeconds(2),
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ofSeconds(8),
                Duration.ofMillis(300),
                Duration.ofSeconds(2));
    }

    /** The emulator behind the recordings. */
    static UpgradeSpeeds emulator() {
        return new UpgradeSpeeds(
                Duration.ofMillis(1300),
                Duration.ofSeconds(2),
                Duration.ofMillis(2600),
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ofMillis(8),
                Duration.ofMillis(500));
    }

    /** Nothing takes time. */
    public static UpgradeSpeeds instant() {
        Duration none = Duration.ZERO;
        return new UpgradeSpeeds(none, none, none, none, none, none, none);
    }
}
