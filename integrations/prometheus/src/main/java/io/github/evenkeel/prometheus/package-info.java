/** Gate on the result of a Prometheus query. */
@NullMarked
package io.github.evenkeel.prometheus;

import org.jspecify.annotations.NullMarked;
