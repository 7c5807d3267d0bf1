/** Invariants of a simulated world, checked against its ground truth. */
@NullMarked
package io.github.evenkeel.testkit.simulation.invariant;

import org.jspecify.annotations.NullMarked;
