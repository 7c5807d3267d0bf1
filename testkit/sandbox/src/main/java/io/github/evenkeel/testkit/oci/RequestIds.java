package io.github.evenkeel.testkit.oci;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Makes values of the {@code opc-request-id} header: the client's part, if it sent one, and the service's. */
final class RequestIds {
    private RequestIds() {}

    static String answering(Optional<String> sent) {
        return sent.filter(id -> !id.isBlank()).orElseGet(RequestIds::part) + "/" + part() + "/" + part();
    }

    private static String part() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return String.format(Locale.ROOT, "%016X%016X", random.nextLong(), random.nextLong());
    }
}
