/** What Omni accepts: the rules a client's create, update or removal must keep, in the words of the real server. */
@NullMarked
package dev.omnibridge.simulator.validation;

import org.jspecify.annotations.NullMarked;
