/** What any implementation of a port has to do, as JUnit tests to inherit. */
@NullMarked
package io.github.evenkeel.testkit.contract;

import org.jspecify.annotations.NullMarked;
