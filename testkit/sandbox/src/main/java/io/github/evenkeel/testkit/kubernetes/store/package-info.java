/**
 * State of the sandbox's Kubernetes API: objects in memory, the rules by which a real API server writes and removes
 * them, selectors, and the history for watches.
 */
@NullMarked
package io.github.evenkeel.testkit.kubernetes.store;

import org.jspecify.annotations.NullMarked;
