/** A node as a load balancer knows it: its backends, drained, moved and watched. */
@NullMarked
package io.github.evenkeel.traffic;

import org.jspecify.annotations.NullMarked;
