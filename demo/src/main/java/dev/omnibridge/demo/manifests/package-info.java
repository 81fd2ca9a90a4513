/** The manifests of {@code config/}, put together as kustomize does, and applied. */
@NullMarked
package dev.omnibridge.demo.manifests;

import org.jspecify.annotations.NullMarked;
