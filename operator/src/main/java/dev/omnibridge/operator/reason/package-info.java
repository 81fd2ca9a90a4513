/** Why an object is not ready: the closed list of reasons and what each asks for. Pure. */
@NullMarked
package dev.omnibridge.operator.reason;

import org.jspecify.annotations.NullMarked;
