package io.github.evenkeel.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.ServiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How much of the disk a run takes: no more than a few times what it has to say. */
@Execution(ExecutionMode.CONCURRENT)
class FileJournalGrowthTest {
    private static final int POOL = 1000;
    private static final int ROLLED = 150;
    private static final int NOTES = 10;
    private static final long MOST = 2L << 20;

    /** What is said of a node that is underway in a pool of so many. */
    private static final String KNOWN = "known="
            + IntStream.range(0, POOL)
                    .mapToObj(node -> String.format("%012x", node))
                    .collect(Collectors.joining("+"));

    private final Path directory;

    FileJournalGrowthTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void aRollInAPoolOfAThousandStaysSmallAndLosesNothing() throws IOException {
        long largest = 0;
        SortedMap<String, String> entries;
        try (Journal.Writer writer = OpenedJournal.by("a", FileJournal.in(directory))) {
            for (int node = 0; node < ROLLED; node++) {
                for (int note = 0; note < NOTES; note++) {
                    writer.write(Map.of("node." + node, "step=" + note + "&" + KNOWN));
                }
                writer.write(Map.of("node." + node, "", "replaced." + node, "by=" + node));
                largest = Math.max(largest, size());
            }
            writer.write(Map.of("node.last", KNOWN));
            entries = writer.entries();
        }
        assertThat(largest).isLessThan(MOST);
        assertThat(FileJournal.in(directory).read().damages()).isEmpty();
        try (Journal.Writer next = OpenedJournal.by("b", FileJournal.in(directory))) {
            assertThat(next.entries()).isEqualTo(entries).hasSize(ROLLED + 1);
        }
    }

    @Test
    void whoOpensItBeforeItsWriterBeginsTheNextFileHasIt() throws IOException {
        try (Journal.Writer writer = OpenedJournal.by("a", FileJournal.in(directory))) {
            writer.write(Map.of("one", "1"));
            Journal.Writer other = OpenedJournal.by("b", FileJournal.in(directory));

            assertThatThrownBy(() -> writer.write(Map.of("two", "2".repeat(2 << 20))))
                    .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.outcome())
                            .isEqualTo(ServiceException.Outcome.DENIED));

            other.write(Map.of("three", "3"));
            assertThat(other.entries()).isEqualTo(Map.of("one", "1", "three", "3"));
            other.close();
        }
    }

    @Test
    void whoHasBegunTheNextFileByItselfIsStillPushedAsideByTheNextOpening() throws IOException {
        try (Journal.Writer writer = OpenedJournal.by("a", FileJournal.in(directory))) {
            String large = "1".repeat(2 << 20);
            writer.write(Map.of("one", large));
            assertThat(files()).containsExactly("journal.2");

            try (Journal.Writer other = OpenedJournal.by("b", FileJournal.in(directory))) {
                assertThat(other.entries()).isEqualTo(Map.of("one", large));
                assertThatThrownBy(() -> writer.write(Map.of("two", "2")))
                        .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.outcome())
                                .isEqualTo(ServiceException.Outcome.DENIED));
            }
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private long size() throws IOException {
        long size = 0;
        for (String file : files()) {
            size += Files.size(directory.resolve(file));
        }
        return size;
    }
}
