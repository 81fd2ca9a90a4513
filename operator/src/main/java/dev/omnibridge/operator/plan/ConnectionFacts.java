package dev.omnibridge.operator.plan;

import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * What a plan needs to know of its connection.
 *
 * @param name of the OmniConnection
 * @param sight what they were taken from, as {@link Lifecycle#sight}; an informer may show a later one already
 * @param accountId identity of the Omni account behind it
 * @param accountName name of the account, part of kubeconfig names
 * @param isPaused whether all writes of the account are frozen
 * @param defaultManagement policy of objects that have none of their own; empty if the connection does not say it
 * @param deletesByDefault whether objects without a deletionPolicy are deleted in Omni with their custom resource
 * @param brake how much may be released in which time
 * @param budget how many clusters may be changed in which time without anybody asking
 * @param allocatedMachines machines of the account that are in a cluster; the brake's percentage counts from them
 */
public record ConnectionFacts(
        String name,
        String sight,
        String accountId,
        String accountName,
        boolean isPaused,
        Optional<ManagementPolicy> defaultManagement,
        boolean deletesByDefault,
        BrakeLimits brake,
        BudgetLimits budget,
        int allocatedMachines) {

    /**
     * How much may be released within a window, through every door.
     *
     * @param clusters clusters torn down
     * @param machines machines released; the larger of this and the percentage counts
     * @param machinesPercent of the allocated machines
     */
    public record BrakeLimits(int clusters, int machines, int machinesPercent, Duration window) {}

    /**
     * How many clusters may be changed within a window although nobody asked for it.
     *
     * @param clusters each with all its sets
     */
    public record BudgetLimits(int clusters, Duration window) {}
}
