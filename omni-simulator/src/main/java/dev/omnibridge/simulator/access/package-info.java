/** Who may do what: roles and the access table of Omni's kinds. */
@NullMarked
package dev.omnibridge.simulator.access;

import org.jspecify.annotations.NullMarked;
