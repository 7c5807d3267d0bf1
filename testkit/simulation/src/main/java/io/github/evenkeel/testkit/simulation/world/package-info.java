/** Simulated world that changes by itself, its ports, and its faults. */
@NullMarked
package io.github.evenkeel.testkit.simulation.world;

import org.jspecify.annotations.NullMarked;
