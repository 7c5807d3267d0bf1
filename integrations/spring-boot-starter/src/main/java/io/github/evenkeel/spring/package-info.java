/** Rolls from a Spring Boot application: a plan from properties and beans, an actuator endpoint, meters. */
@NullMarked
package io.github.evenkeel.spring;

import org.jspecify.annotations.NullMarked;
