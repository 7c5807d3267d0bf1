package io.github.evenkeel.testkit.oci;

import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request as the operations see it. */
final class OciCall {
    private final OciOperation operation;
    private final Map<String, String> path;
    private final Request request;

    OciCall(OciOperation.Match match, Request request) {
        this.operation = match.operation();
        this.path = match.path();
        this.request = request;
    }

    OciOperation operation() {
        return operation;
    }

    String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException(operation + " has no path parameter " + name);
        }
        return value;
    }

    Optional<String> query(String name) {
        QueryParameter parameter = request.queryParameter(name);
        return parameter.isPresent() && !parameter.values().isEmpty()
                ? Optional.of(parameter.firstValue())
                : Optional.empty();
    }

    /** All values of a parameter that may be given more than once. */
    List<String> queryAll(String name) {
        QueryParameter parameter = request.queryParameter(name);
        return parameter.isPresent() ? parameter.values() : List.of();
    }

    String neededQuery(String name) {
        return query(name).orElseThrow(() -> Refusal.invalid("query parameter " + name + " is missing"));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    boolean isBy(String userId) {
        return header("authorization")
                .filter(text -> text.contains("/" + userId + "/"))
                .isPresent();
    }

    OciBody body() {
        return OciBody.parse(request.getBody());
    }

    /** Tells this call from others that carry the same retry token. */
    String fingerprint() {
        return operation + " " + path + " " + request.getBodyAsString();
    }

    /** Refuses the call if it was meant for another revision. */
    void checkIfMatch(String etag) {
        header("if-match")
                .filter(seen -> !seen.equals("*") && !seen.equals(etag))
                .ifPresent(seen -> {
                    throw new Refusal(412, "NoEtagMatch", "if-match is " + seen + " but the resource is at " + etag);
                });
    }

    int limit(int most) {
        return query("limit")
                .map(text -> number("limit", text))
                .map(asked -> Math.min(asked, most))
                .orElse(most);
    }

    int page() {
        return query("page").map(OciCall::position).orElse(0);
    }

    static String pageToken(int position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("from:" + position).getBytes(StandardCharsets.UTF_8));
    }

    private static int position(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith("from:")) {
                return Integer.parseInt(text.substring("from:".length()));
            }
        } catch (IllegalArgumentException notOurs) {
            // Falls through: whatever is wrong with the token, the answer is the same.
        }
        throw Refusal.invalid("page is not a token that this service gave out");
    }

    private static int number(String name, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Falls through to the same answer.
        }
        throw Refusal.invalid(name + " is '" + text + "'; it must be a whole number from 1");
    }
}
