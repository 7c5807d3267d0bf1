/** Procedure of a roll: one node after the other, with rollback and recovery. */
@NullMarked
package io.github.evenkeel.roll;

import org.jspecify.annotations.NullMarked;
