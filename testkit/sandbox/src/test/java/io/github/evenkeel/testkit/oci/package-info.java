@NullMarked
package io.github.evenkeel.testkit.oci;

import org.jspecify.annotations.NullMarked;
