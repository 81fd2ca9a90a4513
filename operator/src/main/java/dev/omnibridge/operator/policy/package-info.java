/** What of a plan may be carried out now: gates, deletion policy, the brake. Pure. */
@NullMarked
package dev.omnibridge.operator.policy;

import org.jspecify.annotations.NullMarked;
