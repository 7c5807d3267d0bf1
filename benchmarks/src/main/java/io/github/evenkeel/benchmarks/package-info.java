/** Holds the drain of a node beside that of {@code kubectl drain}, on one real control plane in one run. */
@NullMarked
package io.github.evenkeel.benchmarks;

import org.jspecify.annotations.NullMarked;
