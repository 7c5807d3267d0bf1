/**
 * The ground truth of a simulated world: what is so, whatever anybody has been told. Plain state, without behaviour;
 * one task at a time touches it.
 */
@NullMarked
package io.github.evenkeel.testkit.simulation.truth;

import org.jspecify.annotations.NullMarked;
