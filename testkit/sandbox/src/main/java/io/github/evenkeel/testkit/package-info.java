/** Emulation of an OKE cluster behind an OCI load balancer on loopback ports, for tests of upgrades. */
@NullMarked
package io.github.evenkeel.testkit;

import org.jspecify.annotations.NullMarked;
