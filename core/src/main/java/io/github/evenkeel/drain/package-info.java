/** Drains a node: decides which pods leave, and evicts them within their disruption budgets. */
@NullMarked
package io.github.evenkeel.drain;

import org.jspecify.annotations.NullMarked;
