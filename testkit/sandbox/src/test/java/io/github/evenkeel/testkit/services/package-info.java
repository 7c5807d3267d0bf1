@org.jspecify.annotations.NullMarked
package io.github.evenkeel.testkit.services;
