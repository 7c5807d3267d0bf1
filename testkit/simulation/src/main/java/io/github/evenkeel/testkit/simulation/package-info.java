/**
 * A simulated world on virtual time, drawn from a seed, in which the very engine that ships rolls a cluster: to find
 * out what no test thought of, and for tests of an embedder's own listeners, probes and ports.
 */
@NullMarked
package io.github.evenkeel.testkit.simulation;

import org.jspecify.annotations.NullMarked;
