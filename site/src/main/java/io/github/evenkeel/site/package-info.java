/** Makes HTML of the project's pages. Not published. */
@NullMarked
package io.github.evenkeel.site;

import org.jspecify.annotations.NullMarked;
