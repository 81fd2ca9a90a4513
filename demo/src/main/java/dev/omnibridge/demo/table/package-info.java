/** The live table: what it shows, how it is laid out, and how it gets onto a terminal. */
@NullMarked
package dev.omnibridge.demo.table;

import org.jspecify.annotations.NullMarked;
