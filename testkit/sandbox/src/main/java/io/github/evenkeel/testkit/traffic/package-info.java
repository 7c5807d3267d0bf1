/** A steady load of requests, each of which is accounted for. */
@NullMarked
package io.github.evenkeel.testkit.traffic;

import org.jspecify.annotations.NullMarked;
