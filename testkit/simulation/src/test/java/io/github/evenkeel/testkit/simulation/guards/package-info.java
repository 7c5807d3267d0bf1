/** Takes the engine's guards out, one at a time, and sees that the simulation notices. */
@NullMarked
package io.github.evenkeel.testkit.simulation.guards;

import org.jspecify.annotations.NullMarked;
