/**
 * An emulator of the OCI services that a cluster upgrade talks to: Container Engine, Load Balancer and Network Load
 * Balancer.
 */
@NullMarked
package io.github.evenkeel.testkit.oci;

import org.jspecify.annotations.NullMarked;
