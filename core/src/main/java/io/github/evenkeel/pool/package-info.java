/** What the provider does for a roll: control plane, node pools, and a node for a node. */
@NullMarked
package io.github.evenkeel.pool;

import org.jspecify.annotations.NullMarked;
