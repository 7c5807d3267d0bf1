package io.github.evenkeel.testkit.oci;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Routes WireMock's requests to the operations, and returns their responses. Called on WireMock's threads. */
final class OciRouter implements ResponseDefinitionTransformerV2 {
    static final String NAME = "oci-emulator";

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance));

    private final Tenancy tenancy;
    private final Calls calls;
    private final Calls controllerCalls;
    private final Map<OciOperation, Function<OciCall, OciAnswer>> handlers;
    private final RetryTokens retryTokens = new RetryTokens();

    OciRouter(
            Tenancy tenancy,
            Calls calls,
            Calls controllerCalls,
            Map<OciOperation, Function<OciCall, OciAnswer>> handlers) {
        this.tenancy = tenancy;
        this.calls = calls;
        this.controllerCalls = controllerCalls;
        this.handlers = handlers;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        String method = request.getMethod().getName();
        String path = request.getUrl().split("\\?", 2)[0];
        return OciOperation.match(method, path)
                .map(match -> serve(new OciCall(match, request), request))
                .orElseGet(() -> respond(
                        request,
                        OciAnswer.error(
                                501, "MethodNotImplemented", "this emulator does not serve " + method + " " + path)));
    }

    private ResponseDefinition serve(OciCall call, Request request) {
        if (call.isBy(tenancy.controllerId())) {
            controllerCalls.count(call.operation());
            return respond(request, answer(call));
        }
        calls.count(call.operation());
        CallFault fault = tenancy.faults().forCall(call.operation()).orElse(null);
        if (fault == null) {
            return respond(request, answer(call));
        }
        return switch (fault.kind()) {
            case ANSWER -> respond(request, fault.answer());
            case LOST_BEFORE_EFFECT -> lost();
            case LOST_AFTER_EFFECT -> {
                answer(call);
                yield lost();
            }
            case DELAYED ->
                ResponseDefinitionBuilder.like(respond(request, answer(call)))
                        .withFixedDelay(Math.toIntExact(fault.delay().toMillis()))
                        .build();
        };
    }

    private OciAnswer answer(OciCall call) {
        try {
            // The signature itself is not checked: clients may bring any key.
            if (call.header("authorization")
                    .filter(text -> text.startsWith("Signature "))
                    .isEmpty()) {
                throw new Refusal(
                        401,
                        "NotAuthenticated",
                        "The required information to complete authentication was not provided or was incorrect.");
            }
            synchronized (tenancy) {
                return retryTokens.once(call, () -> tenancy.handle(handlers, call));
            }
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private static ResponseDefinition lost() {
        return ResponseDefinitionBuilder.responseDefinition()
                .withFault(Fault.CONNECTION_RESET_BY_PEER)
                .build();
    }

    private static ResponseDefinition respond(Request request, OciAnswer answer) {
        ResponseDefinitionBuilder response =
                ResponseDefinitionBuilder.responseDefinition().withStatus(answer.status());
        response.withHeader(
                "opc-request-id", RequestIds.answering(Optional.ofNullable(request.getHeader("opc-request-id"))));
        answer.headers().forEach(response::withHeader);
        if (answer.body() != null) {
            response.withHeader("Content-Type", "application/json").withBody(write(answer.body()));
        }
        return response.build();
    }

    private static byte[] write(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the emulator made an answer that is no JSON", broken);
        }
    }
}
