package dev.omnibridge.operator.plan;

import java.util.List;

/**
 * What claiming something that exists would change.
 *
 * @param digest eight hexadecimal digits over the sorted changes
 * @param token what a person puts into {@code omnibridge.dev/approve} to let it happen
 * @param changes fields that would be written with the claim; empty if only the claim would be
 * @param needsApproval whether it waits for the token
 */
public record AdoptionPlan(String digest, String token, List<FieldChange> changes, boolean needsApproval) {
    public AdoptionPlan {
        changes = List.copyOf(changes);
    }
}
