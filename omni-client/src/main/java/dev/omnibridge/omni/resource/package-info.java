/** Omni's resources as immutable Java values: the COSI envelope with a typed spec, the known types, label keys and queries. */
@NullMarked
package dev.omnibridge.omni.resource;

import org.jspecify.annotations.NullMarked;
