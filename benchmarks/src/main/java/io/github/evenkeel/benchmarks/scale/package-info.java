/** A cluster of 5,000 nodes with 150,000 pods: what a preview of its upgrade takes. */
@NullMarked
package io.github.evenkeel.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
