/** HTTP load balancer that follows the emulated service, and the network behind it. */
@NullMarked
package io.github.evenkeel.testkit.balancer;

import org.jspecify.annotations.NullMarked;
