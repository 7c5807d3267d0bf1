package io.github.evenkeel.oci;

import static org.assertj.core.api.Assertions.assertThat;

import com.oracle.bmc.circuitbreaker.CallNotAllowedException;
import com.oracle.bmc.model.BmcException;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SdkFailureTest {
    @ParameterizedTest
    @CsvSource({
        "400, LimitExceeded, REJECTED",
        "401, NotAuthenticated, UNAUTHENTICATED",
        "403, NotAllowed, DENIED",
        "404, NotAuthorizedOrNotFound, NOT_FOUND",
        "405, MethodNotAllowed, REJECTED",
        "409, IncorrectState, CONFLICT",
        "409, InvalidatedRetryToken, CONFLICT",
        "412, NoEtagMatch, CONFLICT",
        "429, TooManyRequests, THROTTLED",
        "500, InternalServerError, UNAVAILABLE",
        "503, ServiceUnavailable, UNAVAILABLE"
    })
    void readsTheStatus(int status, String code, Outcome expected) {
        ServiceException failure =
                SdkFailure.of("UpdateBackend 10.0.0.3:80", new BmcException(status, code, "words", "REQ1"));

        assertThat(failure.outcome()).isEqualTo(expected);
        assertThat(failure.operation()).isEqualTo("UpdateBackend 10.0.0.3:80");
        assertThat(failure.requestId()).hasValue("REQ1");
        assertThat(failure).hasMessageContainingAll("UpdateBackend 10.0.0.3:80", "" + status, code, "words", "REQ1");
    }

    @Test
    void saysThatAMissingPermissionLooksLikeAMissingResource() {
        assertThat(SdkFailure.of("GetCluster x", new BmcException(404, "NotAuthorizedOrNotFound", "gone", "R")))
                .hasMessageContaining("permission");
    }

    @Test
    void leavesOutBodiesThatTheSdkCouldNotRead() {
        BmcException html = new BmcException(
                502,
                "Unknown",
                "Unexpected Content-Type: text/html instead of application/json. Response body: <b>hunter2</b>",
                "R");
        BmcException extras = new BmcException(
                409, "Conflict", "busy", "R", null, "", "", Map.of(), Map.of("sessionToken", "hunter2"));
        BmcException unread = BmcException.createClientSide(
                "Unknown error", new IllegalStateException("in body {hunter2}"), null, null);

        for (BmcException failure : new BmcException[] {html, extras, unread}) {
            assertThat(traceOf(SdkFailure.of("GetCluster x", failure))).doesNotContain("hunter2");
        }
    }

    @Test
    void cutsLongWords() {
        ServiceException failure =
                SdkFailure.of("GetCluster x", new BmcException(400, "Invalid", "a\nb ".repeat(900), "R"));
        assertThat(failure.getMessage()).hasSizeLessThan(500).doesNotContain("\n");
    }

    @Test
    void noAnswerLeavesTheEffectUnknown() {
        BmcException timeout =
                new BmcException(true, "x", new RuntimeException(new SocketTimeoutException("Read timed out")), "OUT1");

        ServiceException failure = SdkFailure.of("DeleteNode i", timeout);

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure.requestId()).hasValue("OUT1");
        assertThat(failure).hasMessageContaining("Read timed out").hasCauseInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void anInterruptIsKept() {
        BmcException interrupted =
                BmcException.createClientSide("Unknown error", new InterruptedException(), null, null);

        ServiceException failure = SdkFailure.of("DeleteNode i", interrupted);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure).hasMessageContaining("interrupted");
    }

    @Test
    void anOpenBreakerChangedNothing() {
        BmcException open = BmcException.createClientSide(
                "open", CallNotAllowedException.createCallNotAllowedException("open", false), null, null);

        ServiceException failure = SdkFailure.of("GetLoadBalancer l", open);

        assertThat(failure.outcome()).isEqualTo(Outcome.THROTTLED);
        assertThat(failure).hasMessageContainingAll("nothing was sent", "new NoCircuitBreakerConfiguration()");
    }

    @Test
    void anotherResilience4jOnTheClassPathIsExplained() {
        NoSuchMethodError broken = new NoSuchMethodError(
                "'java.time.Duration io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.getWaitDurationInOpenState()'");

        for (Throwable failure :
                new Throwable[] {broken, BmcException.createClientSide("Unknown error", broken, null, null)}) {
            ServiceException told = SdkFailure.of("GetLoadBalancer l", failure);
            assertThat(told.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(told)
                    .hasMessageContainingAll("resilience4j-circuitbreaker 1.7", "new NoCircuitBreakerConfiguration()");
        }
    }

    @Test
    void whatTheSdkRefusesItselfIsNotTriedAgain() {
        ServiceException failure =
                SdkFailure.of("GetCluster x", new NullPointerException("httpClient must not be null"));
        assertThat(failure.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(failure).hasMessageContaining("httpClient must not be null");
    }

    private static String traceOf(Throwable failure) {
        StringBuilder trace = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            trace.append(cause).append('\n');
        }
        return trace.toString();
    }
}
