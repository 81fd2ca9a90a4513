package dev.omnibridge.operator.omni;

import dev.omnibridge.omni.OmniAccount;
import dev.omnibridge.operator.reason.Finding;

/** What asking an Omni who it is came to. */
public sealed interface AccountCheck {

    /** Not asked yet. */
    record Pending() implements AccountCheck {}

    /** It is the right account, and the key may work in it. */
    record Passed(OmniAccount account) implements AccountCheck {}

    /** It does not answer; the reason is one of the condition Reachable. */
    record Unreachable(Finding finding) implements AccountCheck {}

    /** It answers and does not accept the key; the reason is one of the condition CredentialsValid. */
    record KeyRefused(Finding finding) implements AccountCheck {}

    /** It answers, and nothing may be done there: the role is too weak, the account is another one, Omni is too old. */
    record Unfit(OmniAccount account, Finding finding) implements AccountCheck {}
}
