@NullMarked
package dev.omnibridge.operator.docs;

import org.jspecify.annotations.NullMarked;
