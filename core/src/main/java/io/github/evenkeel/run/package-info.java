/**
 * Shared parts of a run: its settings, its events, and the only place where it waits.
 *
 * <p>Nothing else sleeps, reads a clock or starts a thread.
 */
@NullMarked
package io.github.evenkeel.run;

import org.jspecify.annotations.NullMarked;
