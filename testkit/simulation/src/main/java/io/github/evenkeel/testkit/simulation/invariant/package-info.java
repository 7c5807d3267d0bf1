/** What must hold in a simulated world, checked on its ground truth alone. */
@NullMarked
package io.github.evenkeel.testkit.simulation.invariant;

import org.jspecify.annotations.NullMarked;
