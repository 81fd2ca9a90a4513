/** JUnit tests on a real Kubernetes API: one server for each JVM, one namespace for each test class. */
@NullMarked
package dev.omnibridge.kubernetes.junit;

import org.jspecify.annotations.NullMarked;
