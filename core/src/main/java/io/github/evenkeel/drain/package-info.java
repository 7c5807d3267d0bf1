/** Has the pods of a node leave: which may, which must not, and when to ask. */
@NullMarked
package io.github.evenkeel.drain;

import org.jspecify.annotations.NullMarked;
