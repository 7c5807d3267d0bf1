package io.github.evenkeel.testkit.oci;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Executes a change that is sent again with the same {@code opc-retry-token} only once. Refused calls may be repeated.
 * Guarded by the {@link Tenancy}.
 */
final class RetryTokens {
    /** As many are remembered; the real services do so for 24 hours. */
    private static final int KEPT = 1_000;

    private record Done(String fingerprint, OciAnswer answer) {}

    private final Map<String, Done> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Done> eldest) {
            return size() > KEPT;
        }
    };

    OciAnswer once(OciCall call, Supplier<OciAnswer> doing) {
        Optional<String> token = call.operation().takesRetryToken() ? call.header("opc-retry-token") : Optional.empty();
        if (token.isEmpty()) {
            return doing.get();
        }
        String fingerprint = call.fingerprint();
        Done earlier = seen.get(token.get());
        if (earlier == null) {
            OciAnswer answer = doing.get();
            seen.put(token.get(), new Done(fingerprint, answer));
            return answer;
        }
        if (!earlier.fingerprint().equals(fingerprint)) {
            throw new Refusal(409, "InvalidatedRetryToken", "opc-retry-token was used for another request");
        }
        return earlier.answer();
    }
}
