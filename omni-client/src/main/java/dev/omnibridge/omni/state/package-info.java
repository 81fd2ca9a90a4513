/** The COSI State service: typed get, list, create, update, teardown, destroy and watch, and the one family of errors they end in. */
@NullMarked
package dev.omnibridge.omni.state;

import org.jspecify.annotations.NullMarked;
