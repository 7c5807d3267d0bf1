/**
 * The state behind the sandbox's Kubernetes API: objects in memory, the rules by which a real API server writes and
 * removes them, selectors over them, and the history that watches read.
 */
@NullMarked
package io.github.evenkeel.testkit.kubernetes.store;

import org.jspecify.annotations.NullMarked;
