/** Contracts of the ports, as JUnit tests that an implementation's tests inherit. */
@NullMarked
package io.github.evenkeel.testkit.contract;

import org.jspecify.annotations.NullMarked;
