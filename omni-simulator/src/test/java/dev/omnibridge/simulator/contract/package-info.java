/**
 * What this project relies on in an Omni. Runs against a simulator in this JVM; with {@code OMNI_ENDPOINT} and {@code
 * OMNI_SERVICE_ACCOUNT_KEY} set, against that Omni instead: it creates only names that begin with {@code contract-}, touches no machine, and
 * removes what it made. Checks of other roles need {@code OMNI_SERVICE_ACCOUNT_KEY_READER}, {@code …_OPERATOR} and {@code …_NONE} there.
 */
@NullMarked
package dev.omnibridge.simulator.contract;

import org.jspecify.annotations.NullMarked;
