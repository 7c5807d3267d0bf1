/** Emulated part of a cloud controller manager that gives Services of type LoadBalancer their load balancers. */
@NullMarked
package io.github.evenkeel.testkit.services;

import org.jspecify.annotations.NullMarked;
