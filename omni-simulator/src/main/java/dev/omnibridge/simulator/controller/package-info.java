/** What most of Omni's controllers have in common: transforms, holders of finalizers, destroyers (status-and-lifecycle.md 1.3, 1.4). */
@NullMarked
package dev.omnibridge.simulator.controller;

import org.jspecify.annotations.NullMarked;
