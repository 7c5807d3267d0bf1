package io.github.evenkeel.report;

import io.github.evenkeel.ForecastPart;
import io.github.evenkeel.NodeReport;
import io.github.evenkeel.Step;
import io.github.evenkeel.StepRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Data of a page, small: JSON in which times are milliseconds from the begin of the roll, and steps, kinds and texts
 * are numbers of an entry in a table; packed by gzip, and in Base64, so that nothing in it is markup.
 */
final class PageData {
    private static final long NONE = -1;

    private final RollReport report;
    private final int mostMoments;
    private final List<String> steps = new ArrayList<>();
    private final List<String> kinds = new ArrayList<>();
    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final Map<String, List<Moment>> moments = new HashMap<>();
    private final Map<String, ForecastPart> forecast = new HashMap<>();

    private PageData(RollReport report, int mostMoments) {
        this.report = report;
        this.mostMoments = mostMoments;
    }

    private record Lane(
            String name,
            String result,
            String replacement,
            List<long[]> steps,
            List<long[]> waits,
            List<long[]> marks,
            List<long[]> forecast) {}

    /** @param mostMoments how many moments are shown; later ones are left out */
    static String packed(RollReport report, int mostMoments) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new PageData(report, mostMoments).json().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    private String json() {
        report.moments().stream().limit(mostMoments).forEach(moment -> moments.computeIfAbsent(
                        moment.node().orElse(""), node -> new ArrayList<>())
                .add(moment));
        report.forecast().ifPresent(expected -> expected.nodes()
                .forEach(part -> forecast.put(ForecastAndActual.name(part), part)));
        List<Lane> lanes = new ArrayList<>();
        Lane roll = lane("", report.steps(), "", "");
        lanes.add(new Lane("the roll", "", "", roll.steps, roll.waits, roll.marks, List.of()));
        report.nodes().stream()
                .sorted(Comparator.comparing(
                        node -> node.steps().isEmpty()
                                ? Instant.MAX
                                : node.steps().get(0).started(),
                        Comparator.naturalOrder()))
                .forEach(node -> lanes.add(lane(
                        node.node(),
                        node.steps(),
                        result(node),
                        node.replacement().orElse(""))));
        Curves curves = new Curves(report);
        return JsonOut.compact(out -> out.put("started", report.started().toString())
                .put("took", report.took().toMillis())
                .put("goesOn", report.outcome().isEmpty() ? 1 : 0)
                .objects("lanes", lanes, lane -> out.put("name", lane.name)
                        .put("result", lane.result)
                        .put("by", lane.replacement)
                        .rows("steps", lane.steps)
                        .rows("waits", lane.waits)
                        .rows("marks", lane.marks)
                        .rows("forecast", lane.forecast))
                .objects("steps", steps, step -> out.put("words", Step.of(step).words())
                        .put("phase", Phase.of(step)))
                .texts("kinds", kinds)
                .texts("texts", texts.keySet())
                .put("readyMeasured", curves.readyIsMeasured() ? 1 : 0)
                .put("servingMeasured", curves.servingIsMeasured() ? 1 : 0)
                .rows("ready", curves.readyNodes())
                .rows("serving", curves.serving())
                .rows("requests", curves.requests()));
    }

    private static String result(NodeReport node) {
        return node.result().name();
    }

    private Lane lane(String node, List<StepRecord> taken, String result, String replacement) {
        List<Moment> its = moments.getOrDefault(node, List.of());
        List<long[]> all = new ArrayList<>();
        for (StepRecord step : taken) {
            long from = millis(step.started());
            all.add(new long[] {
                number(step.step().id()), from, from + step.took().toMillis()
            });
        }
        List<long[]> expected = Optional.ofNullable(forecast.get(node))
                .map(part -> List.of(new long[] {
                    part.begins().toMillis(), part.begins().plus(part.takes()).toMillis()
                }))
                .orElse(List.of());
        return new Lane(node, result, replacement, all, waits(its, all), marks(its), expected);
    }

    /** A wait ends when the next one begins, or its step ends. */
    private List<long[]> waits(List<Moment> its, List<long[]> taken) {
        List<long[]> waits = new ArrayList<>();
        List<Moment> bounds = its.stream()
                .filter(moment ->
                        moment.kind().equals(Moment.WAITING) || moment.kind().equals(Moment.STEP_STARTED))
                .toList();
        for (int at = 0; at < bounds.size(); at++) {
            Moment wait = bounds.get(at);
            if (wait.kind().equals(Moment.WAITING)) {
                long from = millis(wait.at());
                long step =
                        wait.step().map(this::number).map(Integer::longValue).orElse(NONE);
                long end = taken.stream()
                        .filter(one -> one[1] <= from && from <= one[2])
                        .max(Comparator.comparing((long[] one) -> one[0] == step)
                                .thenComparing(one -> one[2]))
                        .map(one -> one[2])
                        .orElse(from);
                long next = at + 1 < bounds.size() ? millis(bounds.get(at + 1).at()) : Long.MAX_VALUE;
                waits.add(new long[] {step, from, Math.max(from, Math.min(end, next)), text(wait.text())});
            }
        }
        return waits;
    }

    private List<long[]> marks(List<Moment> its) {
        return its.stream()
                .filter(moment -> !moment.kind().equals(Moment.WAITING)
                        && !moment.kind().equals(Moment.STEP_STARTED)
                        && !moment.kind().equals(Moment.NODE_REPLACED))
                .map(moment ->
                        new long[] {kind(moment.kind()), millis(moment.at()), text(moment.object()), text(moment.text())
                        })
                .toList();
    }

    private int number(String step) {
        return indexed(steps, step);
    }

    private int kind(String kind) {
        return indexed(kinds, kind);
    }

    private static int indexed(List<String> table, String value) {
        int at = table.indexOf(value);
        if (at < 0) {
            table.add(value);
        }
        return at < 0 ? table.size() - 1 : at;
    }

    private int text(String text) {
        return texts.computeIfAbsent(text, added -> texts.size());
    }

    private long millis(Instant at) {
        return Duration.between(report.started(), at).toMillis();
    }
}
