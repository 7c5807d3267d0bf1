package io.github.evenkeel.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.testkit.simulation.Simulation;
import io.github.evenkeel.testkit.simulation.invariant.Call;
import io.github.evenkeel.testkit.simulation.world.Fault;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelBaggageManager;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spans of simulated rolls, by Micrometer's bridge to OpenTelemetry. */
class TracesTest {
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetrySdk openTelemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build();
    private final ObservationRegistry observations = ObservationRegistry.create();
    private final UpgradeObservations listener = UpgradeObservations.of(observations);

    @BeforeEach
    void bridge() {
        OtelTracer tracer = new OtelTracer(
                openTelemetry.getTracer("evenkeel"), new OtelCurrentTraceContext(), event -> {}, baggage());
        observations.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
    }

    private static OtelBaggageManager baggage() {
        return new OtelBaggageManager(new OtelCurrentTraceContext(), List.of(), List.of());
    }

    @AfterEach
    void close() {
        openTelemetry.close();
    }

    private List<SpanData> spans(Predicate<SpanData> wanted) {
        return exporter.getFinishedSpanItems().stream().filter(wanted).toList();
    }

    private SpanData parent(SpanData span) {
        return exporter.getFinishedSpanItems().stream()
                .filter(other -> other.getSpanId().equals(span.getParentSpanId()))
                .findFirst()
                .orElseThrow();
    }

    private static String attribute(SpanData span, String key) {
        return Objects.requireNonNull(span.getAttributes().get(AttributeKey.stringKey(key)), key);
    }

    @Test
    void aRollIsATraceWithASpanForEachNodeAndForEachOfItsSteps() {
        Simulation.of(4)
                .withoutFaults()
                .nodes(3)
                .planned(plan -> plan.withListener(listener))
                .run();

        SpanData roll = spans(span -> span.getName().equals("roll")).get(0);
        List<SpanData> nodes = spans(span -> span.getName().startsWith("node "));
        List<SpanData> steps = spans(span -> span.getName().equals("cordon the node"));
        assertThat(exporter.getFinishedSpanItems())
                .extracting(SpanData::getTraceId)
                .containsOnly(roll.getTraceId());
        assertThat(attribute(roll, "outcome")).isEqualTo("completed");
        assertThat(nodes).hasSize(3).allSatisfy(node -> {
            assertThat(parent(node)).isEqualTo(roll);
            assertThat(attribute(node, "result")).isEqualTo("replaced");
            assertThat(attribute(node, "evenkeel.replacement")).isNotEmpty();
        });
        assertThat(steps).hasSize(3).extracting(this::parent).containsExactlyInAnyOrderElementsOf(nodes);
        assertThat(spans(span -> span.getName().equals("watch the applications")))
                .as("steps after the replacement, too")
                .hasSize(3)
                .extracting(this::parent)
                .containsExactlyInAnyOrderElementsOf(nodes);
        assertThat(spans(span -> span.getName().equals("verify the outcome")))
                .singleElement()
                .extracting(this::parent)
                .isEqualTo(roll);
        assertThat(spans(span -> true).stream()
                        .flatMap(span -> span.getEvents().stream())
                        .map(event -> event.getName().replaceFirst(":.*", ""))
                        .collect(Collectors.toSet()))
                .contains("evicted", "waiting");
    }

    @Test
    void aStepThatFailsAndARollThatFailsAreErrors() {
        Simulation.of(4)
                .nodes(2)
                .withFault(Fault.DENIED, Call.CORDON, 100)
                .planned(plan -> plan.withListener(listener))
                .run();

        assertThat(spans(span -> span.getStatus().getStatusCode() == StatusCode.ERROR))
                .extracting(SpanData::getName)
                .contains("cordon the node", "roll");
        assertThat(spans(span -> span.getName().startsWith("node ")))
                .extracting(node -> attribute(node, "result"))
                .contains("restored");
    }
}
