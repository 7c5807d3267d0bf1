/** The look before the leap: what is there, what has to be done about it, and what stands in the way. */
@NullMarked
package io.github.evenkeel.plan;

import org.jspecify.annotations.NullMarked;
