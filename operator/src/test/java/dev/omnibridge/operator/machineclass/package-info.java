@NullMarked
package dev.omnibridge.operator.machineclass;

import org.jspecify.annotations.NullMarked;
