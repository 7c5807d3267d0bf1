/**
 * Rolls a managed Kubernetes cluster behind a load balancer to a new version without losing a request.
 *
 * <p>Begin with UpgradePlan.
 */
@NullMarked
package io.github.evenkeel;

import org.jspecify.annotations.NullMarked;
