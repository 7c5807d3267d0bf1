/** A whole OKE cluster behind an OCI load balancer on loopback ports, for tests that script upgrades. */
@NullMarked
package io.github.evenkeel.testkit;

import org.jspecify.annotations.NullMarked;
