/** Journals of runs: in memory, or in a directory of files. */
@NullMarked
package io.github.evenkeel.journal;

import org.jspecify.annotations.NullMarked;
