/** The processes of a control plane: their command lines, keys and files, how they start, become ready and stop. */
@NullMarked
package dev.omnibridge.kubernetes.server;

import org.jspecify.annotations.NullMarked;
