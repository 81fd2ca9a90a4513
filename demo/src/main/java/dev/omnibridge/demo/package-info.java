/** The main job before one's eyes: a real Kubernetes API, a simulated Omni and the operator in one process. */
@NullMarked
package dev.omnibridge.demo;

import org.jspecify.annotations.NullMarked;
