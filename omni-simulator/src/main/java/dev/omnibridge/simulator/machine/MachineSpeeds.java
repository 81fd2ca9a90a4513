package dev.omnibridge.simulator.machine;

import java.time.Duration;

/**
 * How long virtual machines take. A step of zero length is passed through without being reported, as talemu does with INSTALLING and
 * BOOTING.
 *
 * @param configApply from accepting the first config to what follows, still in maintenance
 * @param configUpdate a later config that needs no reboot
 * @param install writing Talos to the disk
 * @param upgrade upgrades of Talos and Kubernetes
 * @param reboot machine is down
 * @param boot from being up to running
 * @param etcdStart from the bootstrap call, or from running in a cluster with etcd, to being a member of etcd
 * @param apiServerStart from being a member of etcd to a Kubernetes API that answers
 * @param reset wiping the machine
 * @param settle from running to a node name and network addresses that Omni has read
 * @param healthCheck interval of the load balancer's health check; Omni's is 10 s
 */
public record MachineSpeeds(
        Duration configApply,
        Duration configUpdate,
        Duration install,
        UpgradeSpeeds upgrade,
        Duration reboot,
        Duration boot,
        Duration etcdStart,
        Duration apiServerStart,
        Duration reset,
        Duration settle,
        Duration healthCheck) {

    /** Seconds per step and all stages reported: what a person wants to watch. */
    public static MachineSpeeds seconds() {
        return new MachineSpeeds(
                Duration.ofSeconds(1),
                Duration.ofMillis(50),
                Duration.ofSeconds(3),
                UpgradeSpeeds.seconds(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(8),
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                Duration.ofSeconds(10));
    }

    /** The emulator behind omni/recorded/timeline-*.txt: 3 s to install, no INSTALLING, REBOOTING or BOOTING. */
    public static MachineSpeeds emulator() {
        return new MachineSpeeds(
                Duration.ofMillis(2800),
                Duration.ofMillis(4),
                Duration.ZERO,
                UpgradeSpeeds.emulator(),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofMillis(3300),
                Duration.ofSeconds(33),
                Duration.ZERO,
                Duration.ofMillis(250),
                Duration.ofSeconds(10));
    }

    /** Nothing takes time: for tests and benchmarks of what talks to Omni. */
    public static MachineSpeeds instant() {
        return new MachineSpeeds(
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                UpgradeSpeeds.instant(),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO);
    }
}
