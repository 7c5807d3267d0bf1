@NullMarked
package io.github.evenkeel.testkit.nodes;

import org.jspecify.annotations.NullMarked;
