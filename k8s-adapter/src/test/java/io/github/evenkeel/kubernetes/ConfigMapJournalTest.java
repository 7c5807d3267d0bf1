package io.github.evenkeel.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.Journal.Contents;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.testkit.kubernetes.RequestFault;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** On the sandbox's API server, and what only that can be told to do. */
@Execution(ExecutionMode.CONCURRENT)
class ConfigMapJournalTest extends ConfigMapJournalContract<SandboxServer> {
    private static final int LIMIT_BYTES = 1 << 20;

    ConfigMapJournalTest() {
        super(new SandboxServer());
    }

    @Test
    void anAnswerThatWasLostIsNotTakenForAWriteOfAnotherClient() {
        try (Journal.Writer writer = opened("a")) {
            server.faults().next("patch configmaps", RequestFault.Lost.AFTER_EFFECT);
            assertThat(ServedWorkloads.refused(() -> writer.write(Map.of("one", "1")))
                            .outcome())
                    .isEqualTo(ServiceException.Outcome.UNKNOWN);

            writer.write(Map.of("one", "1"));
            writer.write(Map.of("two", "2"));

            assertThat(writer.entries()).isEqualTo(Map.of("one", "1", "two", "2"));
        }
    }

    @Test
    void anOpeningWhoseAnswerWasLostIsTakenForItsOwn() {
        Contents seen = journal().read();
        Map<String, String> first = Map.of("run", "v=1");
        for (String call : List.of("create configmaps", "patch configmaps")) {
            String writer = "writer that may " + call;
            Contents now = journal().read();
            server.faults().next(call, RequestFault.Lost.AFTER_EFFECT);
            assertThat(ServedWorkloads.refused(() -> journal().open(writer, now, first))
                            .outcome())
                    .isEqualTo(ServiceException.Outcome.UNKNOWN);

            try (Journal.Writer opened = journal().open(writer, now, first)) {
                opened.write(Map.of("one", "1"));
            }
        }
        assertThat(ServedWorkloads.refused(() -> journal().open("another", seen, first))
                        .outcome())
                .isEqualTo(ServiceException.Outcome.CONFLICT);
    }

    @Test
    void holdsFiveThousandNodes() {
        Map<String, String> entries = new TreeMap<>();
        IntStream.range(0, 5_000)
                .forEach(node -> entries.put(
                        "replaced.10.0." + node / 250 + "." + node % 250,
                        "v=1&address=10.0." + node / 250 + "." + node % 250 + "&by=10.10." + node / 250 + "."
                                + node % 250 + "&newaddress=10.10." + node / 250 + "." + node % 250));
        entries.put("node.10.0.100.100", "v=1&known=" + "0123456789ab+".repeat(5_000));

        try (Journal.Writer writer = opened("a")) {
            writer.write(entries);
        }

        int size = entries.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        assertThat(size).isLessThan(LIMIT_BYTES / 2);
        try (Journal.Writer next = opened("b")) {
            assertThat(next.entries()).isEqualTo(entries);
        }
    }
}
