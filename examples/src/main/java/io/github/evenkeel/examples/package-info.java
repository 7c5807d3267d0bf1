/** Small programs that show one thing each, on a sandbox, and the code of the README. */
@NullMarked
package io.github.evenkeel.examples;

import org.jspecify.annotations.NullMarked;
