package dev.omnibridge.operator.omni;

import dev.omnibridge.api.v1alpha1.ManagementPolicy;
import dev.omnibridge.omni.auth.ServiceAccountKey;
import dev.omnibridge.omni.transport.OmniEndpoint;
import dev.omnibridge.omni.transport.TlsTrust;
import dev.omnibridge.operator.plan.ConnectionFacts.BrakeLimits;
import dev.omnibridge.operator.plan.ConnectionFacts.BudgetLimits;
import dev.omnibridge.operator.reason.Finding;
import java.util.Optional;
import java.util.Set;

/**
 * What an OmniConnection and the objects it refers to say about how to reach an account, and what holds there.
 *
 * @param name of the OmniConnection
 * @param sight the state of that object they are from, as {@link dev.omnibridge.operator.plan.Lifecycle#sight}
 * @param accountId the account that its status pins; empty before the first contact, and then nothing is planned
 * @param isPaused whether all writes are frozen
 * @param defaultManagement policy of objects that have none of their own
 * @param deletesByDefault whether objects without a deletionPolicy are deleted in Omni
 * @param approvals tokens that a person put on the OmniConnection
 */
public record ConnectionSettings(
        String name,
        String sight,
        Access access,
        Optional<String> accountId,
        boolean isPaused,
        Optional<ManagementPolicy> defaultManagement,
        boolean deletesByDefault,
        BrakeLimits brake,
        BudgetLimits budget,
        Set<String> approvals) {

    public ConnectionSettings {
        approvals = Set.copyOf(approvals);
    }

    /** How the account is reached. */
    public sealed interface Access {

        /** All that is needed is there and well-formed. */
        record Known(OmniEndpoint endpoint, TlsTrust trust, ServiceAccountKey key) implements Access {}

        /** The key or the certificates can't be read any more; what was in use stays in use for deletions. */
        record Lost(Finding finding) implements Access {}

        /** The endpoint must not be used at all, or not as long as the spec says something that is not known. */
        record Forbidden(Finding finding) implements Access {}
    }
}
