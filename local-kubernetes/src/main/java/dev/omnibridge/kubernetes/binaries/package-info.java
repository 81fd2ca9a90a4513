/** Finds the programs of a Kubernetes control plane on this machine, and downloads or builds them where they are missing. */
@NullMarked
package dev.omnibridge.kubernetes.binaries;

import org.jspecify.annotations.NullMarked;
