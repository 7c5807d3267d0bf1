/** The procedure: one node after the other, and what is done when it can not go on. */
@NullMarked
package io.github.evenkeel.roll;

import org.jspecify.annotations.NullMarked;
