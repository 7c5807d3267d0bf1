/** Load balancers for HTTP and for TCP that follow the emulated services, and the network behind them. */
@NullMarked
package io.github.evenkeel.testkit.balancer;

import org.jspecify.annotations.NullMarked;
