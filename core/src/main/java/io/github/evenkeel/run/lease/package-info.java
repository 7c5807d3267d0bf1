/** Guards changes of a run: it makes them only while it alone holds the cluster's lock and journal. */
@NullMarked
package io.github.evenkeel.run.lease;

import org.jspecify.annotations.NullMarked;
