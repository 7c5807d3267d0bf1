/** What the provider does for a roll: control plane, node pools, and a node for a node. */
@NullMarked
package io.github.evenkeel.cluster;

import org.jspecify.annotations.NullMarked;
