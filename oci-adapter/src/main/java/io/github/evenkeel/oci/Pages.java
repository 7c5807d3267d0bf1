package io.github.evenkeel.oci;

import io.github.evenkeel.spi.ServiceException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a listing page by page. */
final class Pages {
    private Pages() {}

    /**
     * Reads until there is no next page.
     *
     * @param read takes a page's token, null for the first page, and gives that of the next, null if there is none
     */
    static void readAll(String operation, Function<@Nullable String, @Nullable String> read) {
        Set<String> tokens = new HashSet<>();
        String next = read.apply(null);
        while (next != null) {
            if (!tokens.add(next)) {
                throw ServiceException.of(
                        ServiceException.Outcome.UNAVAILABLE,
                        operation,
                        "the listing leads back to a page that was read");
            }
            next = read.apply(next);
        }
    }
}
