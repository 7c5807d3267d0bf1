/** Traffic of a node: drains, moves and watches its backends. */
@NullMarked
package io.github.evenkeel.traffic;

import org.jspecify.annotations.NullMarked;
