/** The ports' Omni side: connections with their keys, mirrors, the writer with its journal, and who is woken by what. */
@NullMarked
package dev.omnibridge.operator.omni;

import org.jspecify.annotations.NullMarked;
