/**
 * The controllers and the scheduler of the sandbox's Kubernetes: they bring the objects of a store, one small step
 * after another, to what their specs ask for. Kubelets are not among them.
 */
@NullMarked
package io.github.evenkeel.testkit.kubernetes.controller;

import org.jspecify.annotations.NullMarked;
