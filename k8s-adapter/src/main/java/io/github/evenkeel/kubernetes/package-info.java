/** Workloads, journal and lock on the fabric8 Kubernetes client. */
@NullMarked
package io.github.evenkeel.kubernetes;

import org.jspecify.annotations.NullMarked;
