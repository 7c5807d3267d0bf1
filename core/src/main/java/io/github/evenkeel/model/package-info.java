/** Values that the ports, the plans and the engine share. */
@NullMarked
package io.github.evenkeel.model;

import org.jspecify.annotations.NullMarked;
