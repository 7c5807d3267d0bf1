/**
 * What every part of a run shares: its settings, its diary, and the one seam where time passes.
 *
 * <p>Nothing else sleeps, reads a clock or starts a thread.
 */
@NullMarked
package io.github.evenkeel.run;

import org.jspecify.annotations.NullMarked;
