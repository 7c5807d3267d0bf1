/**
 * Ground truth of a simulated world, which clients may see late or not at all. Plain state without behaviour; one task
 * at a time uses it.
 */
@NullMarked
package io.github.evenkeel.testkit.simulation.truth;

import org.jspecify.annotations.NullMarked;
