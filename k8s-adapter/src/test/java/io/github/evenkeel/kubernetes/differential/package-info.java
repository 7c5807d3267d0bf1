/** Holds what a drain would do against what the real kubectl would do, on a real API server. */
@NullMarked
package io.github.evenkeel.kubernetes.differential;

import org.jspecify.annotations.NullMarked;
