/** What an Omni knows without being told: the tables of versions and extensions, and what it says about itself. */
@NullMarked
package dev.omnibridge.simulator.catalog;

import org.jspecify.annotations.NullMarked;
