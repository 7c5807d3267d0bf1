/**
 * Simulation of a roll on virtual time, determined by a seed. It runs the released engine: to find faults that no test
 * covers, and to test an embedder's listeners, probes and ports.
 */
@NullMarked
package io.github.evenkeel.testkit.simulation;

import org.jspecify.annotations.NullMarked;
