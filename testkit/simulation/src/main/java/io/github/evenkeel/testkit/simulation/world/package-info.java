/** A world that changes by itself, the ports that show it, and what goes wrong in it. */
@NullMarked
package io.github.evenkeel.testkit.simulation.world;

import org.jspecify.annotations.NullMarked;
