package io.github.evenkeel.oci;

import io.github.evenkeel.spi.ServiceException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads paged listings. */
final class Pages {
    private Pages() {}

    /**
     * Reads all pages.
     *
     * @param read takes the token of a page, null for the first one, and returns that of the next, null if there is
     *     none
     */
    static void readAll(String operation, Function<@Nullable String, @Nullable String> read) {
        Set<String> tokens = new HashSet<>();
        String next = read.apply(null);
        while (next != null) {
            if (!tokens.add(next)) {
                throw ServiceException.of(
                        ServiceException.Outcome.UNAVAILABLE,
                        operation,
                        "the listing returns to a page that was read before");
            }
            next = read.apply(next);
        }
    }
}
