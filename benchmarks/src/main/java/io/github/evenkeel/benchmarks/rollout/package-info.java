/** Rolls of a sandbox under traffic: what several nodes at a time gain. */
@NullMarked
package io.github.evenkeel.benchmarks.rollout;

import org.jspecify.annotations.NullMarked;
