/** The command line: a class for each command, and one for each group of options that commands share. */
@NullMarked
package io.github.evenkeel.cli;

import org.jspecify.annotations.NullMarked;
