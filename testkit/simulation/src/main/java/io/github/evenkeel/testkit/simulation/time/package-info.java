/** Virtual time, and threads of which one runs at a time. */
@NullMarked
package io.github.evenkeel.testkit.simulation.time;

import org.jspecify.annotations.NullMarked;
