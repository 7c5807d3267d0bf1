package io.github.evenkeel.testkit.oci;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Response to a call.
 *
 * @param status of HTTP
 * @param headers besides those that every answer has
 * @param body to be written as JSON; null for none
 */
record OciAnswer(int status, Map<String, String> headers, @Nullable Object body) {
    static OciAnswer of(Object body) {
        return new OciAnswer(200, Map.of(), body);
    }

    static OciAnswer error(int status, String code, String message) {
        return new OciAnswer(status, Map.of(), Map.of("code", code, "message", message));
    }

    /** Container Engine's answer to a change. */
    static OciAnswer accepted(WorkRequest workRequest) {
        return new OciAnswer(202, Map.of("opc-work-request-id", workRequest.id()), null);
    }

    /** Load Balancer's answer to a change. */
    static OciAnswer noContent(WorkRequest workRequest) {
        return new OciAnswer(204, Map.of("opc-work-request-id", workRequest.id()), null);
    }

    /** A part of {@code all}, with the header that leads to the next part if there is one. */
    static OciAnswer page(OciCall call, List<?> all, int mostPerPage) {
        int from = Math.min(call.page(), all.size());
        int to = Math.min(from + call.limit(mostPerPage), all.size());
        OciAnswer answer = of(all.subList(from, to));
        return to < all.size() ? answer.with("opc-next-page", OciCall.pageToken(to)) : answer;
    }

    OciAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new OciAnswer(status, more, body);
    }
}
