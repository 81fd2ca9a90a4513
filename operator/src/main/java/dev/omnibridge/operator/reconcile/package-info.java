/** One pass over one object as a pipeline of named steps, behind ports: no thread, no client, no clock of its own. */
@NullMarked
package dev.omnibridge.operator.reconcile;

import org.jspecify.annotations.NullMarked;
