/** What a run intends and has done, written down so that it outlives the process. */
@NullMarked
package io.github.evenkeel.journal;

import org.jspecify.annotations.NullMarked;
