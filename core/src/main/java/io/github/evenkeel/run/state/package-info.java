/** What a run intends and has done, kept in the journal so that it outlives the process. */
@NullMarked
package io.github.evenkeel.run.state;

import org.jspecify.annotations.NullMarked;
