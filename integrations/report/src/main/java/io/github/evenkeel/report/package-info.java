/** The report of a roll outside the process that rolls: as JSON, read back, and as a page to look at. */
@NullMarked
package io.github.evenkeel.report;

import org.jspecify.annotations.NullMarked;
