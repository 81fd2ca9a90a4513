/** Our definitions as the API server reads them: what it refuses, and specs made from them. */
@NullMarked
package dev.omnibridge.simulation.schema;

import org.jspecify.annotations.NullMarked;
