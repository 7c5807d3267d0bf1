/** The contracts, held against what core has of its own. */
@NullMarked
package io.github.evenkeel.testkit.contract;

import org.jspecify.annotations.NullMarked;
