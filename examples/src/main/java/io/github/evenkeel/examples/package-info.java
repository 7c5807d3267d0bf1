/** Programs that run in the build. */
@NullMarked
package io.github.evenkeel.examples;

import org.jspecify.annotations.NullMarked;
