/** State of a run in the journal: what it intends and has done, so that it outlives the process. */
@NullMarked
package io.github.evenkeel.run.state;

import org.jspecify.annotations.NullMarked;
