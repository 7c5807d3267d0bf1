/** Forecast of a roll: how long it takes, and what it disturbs. Pure: it decides from what was read before. */
@NullMarked
package io.github.evenkeel.plan.forecast;

import org.jspecify.annotations.NullMarked;
