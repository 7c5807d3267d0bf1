/** Caches of objects of an API server. */
@NullMarked
package io.github.evenkeel.testkit.watch;

import org.jspecify.annotations.NullMarked;
