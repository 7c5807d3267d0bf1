/** Meters and observations of rolls and drains. */
@NullMarked
package io.github.evenkeel.micrometer;

import org.jspecify.annotations.NullMarked;
