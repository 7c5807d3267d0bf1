/** The ports of a simulated world, held against their contracts. */
@NullMarked
package io.github.evenkeel.testkit.simulation.world;

import org.jspecify.annotations.NullMarked;
