/** What an OmniConnection comes to: where its key comes from, how the account is, what was removed through it. Behind ports. */
@NullMarked
package dev.omnibridge.operator.connection;

import org.jspecify.annotations.NullMarked;
