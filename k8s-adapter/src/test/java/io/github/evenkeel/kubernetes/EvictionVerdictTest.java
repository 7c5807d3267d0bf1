package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.github.evenkeel.spi.EvictionAnswer;
import io.github.evenkeel.spi.EvictionAnswer.Verdict;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies are those of a kube-apiserver 1.36. */
class EvictionVerdictTest {
    private static final String HELD =
            """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",
            "message":"Cannot evict pod as it would violate the pod's disruption budget.",
            "reason":"TooManyRequests","details":{"causes":[{"reason":"DisruptionBudget",
            "message":"The disruption budget cart needs 1 healthy pods and has 1 currently"}]},"code":429}""";
    private static final String NOT_COUNTED =
            """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",
            "message":"Cannot evict pod as it would violate the pod's disruption budget.",
            "reason":"TooManyRequests","details":{"causes":[{"reason":"DisruptionBudget",
            "message":"The disruption budget cart is still being processed by the server."}],
            "retryAfterSeconds":10},"code":429}""";

    @Test
    void acceptedIsAccepted() {
        assertThat(verdict(201, "{\"kind\":\"Status\",\"status\":\"Success\",\"code\":201}")
                        .verdict())
                .isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void aBudgetThatHoldsThePodTellsItsFigures() {
        assertThat(verdict(429, HELD))
                .isEqualTo(EvictionAnswer.of(
                        Verdict.BUDGET_EXHAUSTED,
                        "The disruption budget cart needs 1 healthy pods and has 1 currently"));
    }

    @Test
    void aBudgetThatWasNotCountedYetNamesATime() {
        EvictionAnswer answer = verdict(429, NOT_COUNTED);

        assertThat(answer.verdict()).isEqualTo(Verdict.BUDGET_NOT_OBSERVED);
        assertThat(answer.retryAfter()).contains(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "429 | {'message':'too many requests','details':{'retryAfterSeconds':3}} | THROTTLED",
                "429 | Too many requests, please try again later. | THROTTLED",
                "404 | {'message':'pods cart-0 not found','reason':'NotFound'} | GONE",
                "409 | {'message':'Operation cannot be fulfilled on pods cart-0: Precondition failed: UID in"
                        + " precondition: a, UID in object meta: b','reason':'Conflict'} | GONE",
                "403 | {'message':'is being terminated','details':{'causes':[{'reason':'NamespaceTerminating'}]}}"
                        + " | NAMESPACE_TERMINATING",
                "500 | {'message':'This pod has more than one PodDisruptionBudget, which the eviction subresource does"
                        + " not support.'} | SEVERAL_BUDGETS"
            })
    void answersThatDecideThePodsFate(int code, String body, Verdict verdict) {
        assertThat(verdict(code, json(body)).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "403 | {'message':'pods `cart-0` is forbidden: User `evenkeel` cannot create resource `pods/eviction` in API"
                        + " group `` in the namespace `shop`'} | DENIED",
                "403 | <html>log in</html> | DENIED",
                "401 | {'message':'Unauthorized'} | UNAUTHENTICATED",
                "409 | {'message':'the object has been modified'} | CONFLICT",
                "500 | {'message':'etcd is away'} | UNAVAILABLE",
                "503 | <html>down</html> | UNAVAILABLE",
                "504 | {'message':'could not update the budget due to conflicts'} | UNAVAILABLE",
                "400 | {'message':'bad'} | REJECTED"
            })
    void answersThatDoNot(int code, String body, Outcome outcome) {
        assertThatThrownBy(() -> verdict(code, json(body)))
                .isInstanceOfSatisfying(ServiceException.class, e -> {
                    assertThat(e.outcome()).isEqualTo(outcome);
                    assertThat(e.operation()).isEqualTo("create pods/eviction shop/cart-0");
                    assertThat(e.requestId()).contains("audit-1");
                })
                .hasMessageNotContaining("<html>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "403 | admission webhook `w.example.com` denied the request: it moves",
                "403 | admission webhook `w.example.com` denied the request: User `a` cannot create resource `pods`",
                "404 | admission webhook `w.example.com` denied the request: not found",
                "409 | admission webhook `w.example.com` denied the request: Precondition failed",
                "429 | admission webhook `w.example.com` denied the request: evacuation triggered",
                "500 | admission webhook `w.example.com` denied the request: more than one PodDisruptionBudget",
                "400 | admission webhook `w.example.com` denied the request without explanation",
                "400 | admission webhook `w.example.com` does not support dry run",
                "500 | Internal error occurred: failed calling webhook `w.example.com`: failed to call webhook: refused",
                "422 | pods `cart-0` is forbidden: ValidatingAdmissionPolicy 'w.example.com' with binding 'b' denied"
                        + " request: no",
                "403 | pods `cart-0` is forbidden: not today, says w.example.com"
            })
    void refusalsOfOthersAreAboutThePodAndQuoted(int code, String said) {
        String message = said.replace('`', '"');
        String body = "{\"message\":\"" + message.replace("\"", "\\\"")
                + "\",\"details\":{\"causes\":[{\"reason\":\"DisruptionBudget\",\"message\":\"mine\"}]}}";

        assertThat(verdict(code, body)).isEqualTo(EvictionAnswer.of(Verdict.REFUSED, message));
    }

    /** Written without the quotes and the backslashes that it is hard to read with. */
    private static String json(String body) {
        return body.replace('\'', '"').replace("`", "\\\"");
    }

    private static EvictionAnswer verdict(int code, String body) {
        return EvictionVerdict.of(new ApiAnswer(
                ApiCall.read(Permission.CREATE_EVICTIONS, "shop/cart-0", ""),
                code,
                body.getBytes(StandardCharsets.UTF_8),
                "audit-1",
                null,
                null,
                new KubernetesSerialization()));
    }
}
