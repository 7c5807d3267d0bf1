package io.github.evenkeel.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Rows as JSON: the medians, and every run that they come from. */
final class JsonReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonReport() {}

    static String of(List<Row> rows) {
        ArrayNode all = JSON.createArrayNode();
        rows.forEach(row -> write(row, all.addObject()));
        return all.toPrettyString();
    }

    private static void write(Row row, ObjectNode json) {
        json.put("pods", row.workload().pods());
        json.put("budget", row.workload().protection().title());
        json.put("readyAfterSeconds", row.workload().ready().toSeconds());
        row.workload().criticalPath().ifPresent(path -> json.put("criticalPathSeconds", Row.seconds(path)));
        row.runs().forEach((contender, runs) -> {
            ObjectNode one = json.putObject(contender.user());
            one.put("medianWallSeconds", row.wall(contender));
            one.put("medianRequests", row.requests(contender));
            if (contender != Contender.KUBECTL) {
                one.put("wallRatio", row.wall(contender) / row.kubectlBeside(contender));
                one.put("requestsRatio", row.requests(contender) / row.requests(Contender.KUBECTL));
            }
            ArrayNode list = one.putArray("runs");
            runs.forEach(run -> write(run, list.addObject()));
        });
    }

    private static void write(Measurement run, ObjectNode json) {
        json.put("wallSeconds", Row.seconds(run.wall()));
        json.put("processSeconds", Row.seconds(run.process()));
        json.put("fromFirstRequestSeconds", Row.seconds(run.fromFirstRequest()));
        json.put("cpuSeconds", Row.seconds(run.cpu()));
        json.put("drainCpuSeconds", Row.seconds(run.drainCpu()));
        json.put("peakBytes", run.peakBytes());
        ObjectNode requests = json.putObject("requests");
        run.requests().forEach(requests::put);
    }
}
