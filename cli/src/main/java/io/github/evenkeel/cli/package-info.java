/** Command line: one class for each command, and one for each group of shared options. */
@NullMarked
package io.github.evenkeel.cli;

import org.jspecify.annotations.NullMarked;
