/** Whether a run may still change anything: it alone has the cluster's lock and journal. */
@NullMarked
package io.github.evenkeel.run.lease;

import org.jspecify.annotations.NullMarked;
