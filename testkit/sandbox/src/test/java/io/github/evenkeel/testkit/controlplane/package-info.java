@NullMarked
package io.github.evenkeel.testkit.controlplane;

import org.jspecify.annotations.NullMarked;
