/** Application of Spring Boot that rolls a cluster on request. */
@NullMarked
package io.github.evenkeel.examples.spring;

import org.jspecify.annotations.NullMarked;
