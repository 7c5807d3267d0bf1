/**
 * The controllers and the scheduler of the sandbox's Kubernetes: they bring the objects of a store step by step to
 * their desired state. Kubelets are not among them.
 */
@NullMarked
package io.github.evenkeel.testkit.kubernetes.controller;

import org.jspecify.annotations.NullMarked;
