/** Work of the provider in a roll: upgrades the control plane, updates pools and replaces nodes. */
@NullMarked
package io.github.evenkeel.pool;

import org.jspecify.annotations.NullMarked;
