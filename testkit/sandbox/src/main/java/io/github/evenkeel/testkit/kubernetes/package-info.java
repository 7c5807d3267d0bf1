/**
 * A Kubernetes API server in memory, over HTTP, that real clients such as kubectl and fabric8's can work with, along
 * with the controllers and the scheduler of a cluster.
 */
@NullMarked
package io.github.evenkeel.testkit.kubernetes;

import org.jspecify.annotations.NullMarked;
