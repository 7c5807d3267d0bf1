/** Load generator that accounts for each request. */
@NullMarked
package io.github.evenkeel.testkit.traffic;

import org.jspecify.annotations.NullMarked;
