/** Plans a roll: reads the state, decides what has to be done, and checks for obstacles. */
@NullMarked
package io.github.evenkeel.plan;

import org.jspecify.annotations.NullMarked;
