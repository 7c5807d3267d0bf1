/** The cluster and load balancer ports on the official OCI SDK for Java. */
@NullMarked
package io.github.evenkeel.oci;

import org.jspecify.annotations.NullMarked;
