package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "400, REJECTED",
        "401, UNAUTHENTICATED",
        "403, DENIED",
        "404, NOT_FOUND",
        "408, UNAVAILABLE",
        "409, CONFLICT",
        "410, UNAVAILABLE",
        "415, REJECTED",
        "422, REJECTED",
        "429, THROTTLED",
        "500, UNAVAILABLE",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE",
        "504, UNAVAILABLE"
    })
    void eachCodeMeansOneThing(int code, Outcome outcome) {
        assertThat(ApiErrors.refusal("list pods", code, null, null, null).outcome())
                .isEqualTo(outcome);
    }

    @Test
    void aDenialSaysWhatAndWhereToFindTheGrant() {
        ServiceException denial = ApiErrors.refusal(
                "create pods/eviction shop/cart-0",
                403,
                new StatusBuilder()
                        .withMessage("pods \"cart-0\" is forbidden: User \"evenkeel\" cannot create resource"
                                + " \"pods/eviction\" in API group \"\" in the namespace \"shop\"")
                        .build(),
                "audit-1",
                null);

        assertThat(denial)
                .hasMessageContaining("create pods/eviction shop/cart-0")
                .hasMessageContaining("cannot create resource")
                .hasMessageContaining("ClusterRole")
                .hasMessageContaining("audit-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "403 | admission webhook \"nodes.example.com\" denied the request: User \"x\" cannot patch resource yet"
                        + " | REJECTED",
                "401 | admission webhook \"nodes.example.com\" denied the request: log in | REJECTED",
                "404 | admission webhook \"nodes.example.com\" denied the request: not known | REJECTED",
                "409 | admission webhook \"nodes.example.com\" denied the request without explanation | REJECTED",
                "429 | admission webhook \"nodes.example.com\" denied the request: later | THROTTLED",
                "500 | Internal error occurred: failed calling webhook \"nodes.example.com\": failed to call webhook:"
                        + " Post ...: connect: connection refused | UNAVAILABLE",
                "403 | nodes \"n\" is forbidden: exceeded quota | REJECTED",
                "403 | nodes \"n\" is forbidden: User \"x\" cannot patch resource \"nodes\" in API group \"\" at the"
                        + " cluster scope | DENIED"
            })
    void aPermissionIsMissingOnlyIfTheAnswerSaysSo(int code, String message, Outcome outcome) {
        ServiceException refusal = ApiErrors.refusal(
                "patch nodes n", code, new StatusBuilder().withMessage(message).build(), null, null);

        assertThat(refusal.outcome()).isEqualTo(outcome);
        assertThat(refusal.toString().contains("ClusterRole")).isEqualTo(outcome == Outcome.DENIED);
        assertThat(refusal).hasMessageContaining(message).hasMessageNotContaining("credentials");
    }

    @Test
    void aMessageOfSeveralLinesBecomesOne() {
        assertThat(ApiErrors.sentence(
                        new StatusBuilder().withMessage("first\n  second\r\n").build()))
                .isEqualTo("first second");
    }

    @Test
    void aConnectionThatFailsLeavesTheEffectUnknown() {
        ServiceException failure = ApiErrors.of(
                "list pods",
                new ExecutionException(new IOException("wrapped", new ConnectException("Connection refused"))));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure).hasMessageContaining("list pods").hasRootCauseInstanceOf(ConnectException.class);
    }

    @Test
    void whatQuotesAnAnswerIsNoCause() {
        ServiceException failure = ApiErrors.of(
                "list pods", new IOException("Unrecognized token 'secret'", new KubernetesClientException("secret")));

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure).hasNoCause().hasMessageNotContaining("secret");
    }

    @Test
    void anInformersRefusalIsReadFromItsStatus() {
        ServiceException failure = ApiErrors.of(
                "watch pods",
                new KubernetesClientException(
                        "Failure executing: quoting all",
                        429,
                        new StatusBuilder()
                                .withMessage("busy")
                                .withNewDetails()
                                .withRetryAfterSeconds(7)
                                .endDetails()
                                .build()));

        assertThat(failure.outcome()).isEqualTo(Outcome.THROTTLED);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(failure).hasMessageContaining("busy").hasMessageNotContaining("quoting");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "' 30 ', 30", "007, 7", "0, ", "-1, ", "1.5, ", "99999999999999999999, ", "'', "})
    void theHeaderTellsSeconds(String header, @Nullable Long seconds) {
        assertThat(ApiErrors.retryAfter(header)).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    @Test
    void aDateInTheHeaderIsNoAdvice() {
        assertThat(ApiErrors.retryAfter("Wed, 21 Oct 2015 07:28:00 GMT")).isNull();
    }

    @Test
    void longSentencesAreCut() {
        ServiceException failure = ApiErrors.refusal(
                "patch nodes n",
                500,
                new StatusBuilder().withMessage("x".repeat(10_000)).build(),
                null,
                null);

        assertThat(String.valueOf(failure.getMessage()).length()).isLessThan(1_000);
    }
}
