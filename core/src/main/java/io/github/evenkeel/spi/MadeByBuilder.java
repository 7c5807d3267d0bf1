package io.github.evenkeel.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Mark of a record's constructor that is no API, as adapters make the value by its builder. The check of the API
 * against the last release leaves it out.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.CONSTRUCTOR)
@interface MadeByBuilder {}
