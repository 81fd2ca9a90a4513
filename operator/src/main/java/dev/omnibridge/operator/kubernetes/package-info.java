/** The ports' Kubernetes side: JOSDK reconcilers and event sources, finalizer, status, Secrets and events. */
@NullMarked
package dev.omnibridge.operator.kubernetes;

import org.jspecify.annotations.NullMarked;
