package io.github.evenkeel.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.ServiceException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Contract tests of a {@code Journal}. */
public abstract class JournalContract {
    /** For subclasses. */
    protected JournalContract() {}

    /** A handle to the same journal each time, as another process would have one; the journal is empty at first. */
    protected abstract Journal journal();

    private Journal.Writer opened(String writer) {
        Journal journal = journal();
        return journal.open(writer, journal.read(), Map.of());
    }

    @Test
    void isEmptyAtFirstAndSaysWhereItIs() {
        Journal.Contents contents = journal().read();
        assertEquals(Map.of(), contents.entries());
        assertTrue(contents.damages().isEmpty());
        try (Journal.Writer writer = opened("a")) {
            assertEquals(Map.of(), writer.entries());
        }
        assertTrue(!journal().place().isEmpty());
    }

    @Test
    void keepsWhatIsWrittenForTheNextToOpenIt() {
        try (Journal.Writer writer = opened("a")) {
            writer.write(Map.of("run", "v=1&state=UNDERWAY", "node.10.0.10.2", "v=1&text=a%20b"));
            assertEquals(2, writer.entries().size());
        }
        try (Journal.Writer next = opened("b")) {
            assertEquals(Map.of("run", "v=1&state=UNDERWAY", "node.10.0.10.2", "v=1&text=a%20b"), next.entries());
        }
    }

    @Test
    void replacesAndTakesAway() {
        try (Journal.Writer writer = opened("a")) {
            writer.write(Map.of("one", "1", "two", "2", "three", "3"));
            writer.write(Map.of("one", "", "two", "22"));
            assertEquals(Map.of("two", "22", "three", "3"), writer.entries());
        }
        try (Journal.Writer next = opened("b")) {
            assertEquals(Map.of("two", "22", "three", "3"), next.entries());
        }
    }

    @Test
    void aWriterCanNotWriteAnyMoreOnceAnotherHasOpenedIt() {
        try (Journal.Writer first = opened("first")) {
            first.write(Map.of("one", "1"));
            try (Journal.Writer second = opened("second")) {
                ServiceException refused =
                        assertThrows(ServiceException.class, () -> first.write(Map.of("one", "too late")));
                assertEquals(ServiceException.Outcome.DENIED, refused.outcome());
                assertEquals(Map.of("one", "1"), second.entries());
                second.write(Map.of("two", "2"));
            }
        }
        try (Journal.Writer third = opened("third")) {
            assertEquals(Map.of("one", "1", "two", "2"), third.entries());
        }
    }

    @Test
    void aReaderTakesNothingOver() {
        try (Journal.Writer writer = opened("a")) {
            writer.write(Map.of("one", "1"));

            assertEquals(Map.of("one", "1"), journal().read().entries());
            assertEquals(journal().read(), journal().read());

            writer.write(Map.of("two", "2"));
            assertEquals(Map.of("one", "1", "two", "2"), journal().read().entries());
        }
    }

    @Test
    void anOpeningWritesItsFirstChanges() {
        try (Journal.Writer writer = opened("a")) {
            writer.write(Map.of("one", "1", "two", "2"));
        }
        Journal journal = journal();
        try (Journal.Writer next = journal.open("b", journal.read(), Map.of("one", "", "three", "3"))) {
            assertEquals(Map.of("two", "2", "three", "3"), next.entries());
            assertEquals(Map.of("two", "2", "three", "3"), journal().read().entries());
        }
    }

    @Test
    void isNotOpenedOnWhatNoLongerHoldsAndTheRunAtWorkGoesOn() {
        Journal.Contents empty = journal().read();
        try (Journal.Writer atWork = journal().open("a", empty, Map.of("zero", "0"))) {
            assertConflict("b", empty);
            Journal.Contents seen = journal().read();
            atWork.write(Map.of("one", "1"));
            assertConflict("c", seen);

            atWork.write(Map.of("two", "2"));
        }
        assertEquals(
                Map.of("zero", "0", "one", "1", "two", "2"), journal().read().entries());
    }

    @Test
    void theFirstOfTwoThatHaveReadTheSameHasIt() {
        Journal.Contents seen = journal().read();
        Map<String, String> first = Map.of("run", "v=1&run=a");
        try (Journal.Writer quicker = journal().open("a", seen, first)) {
            assertConflict("b", seen);

            quicker.write(Map.of("one", "1"));
        }
        assertEquals(Map.of("run", "v=1&run=a", "one", "1"), journal().read().entries());
    }

    /** Its answer may have been lost. */
    @Test
    void anOpeningThatIsAskedForAgainIsTheSame() {
        Journal journal = journal();
        Journal.Contents seen = journal.read();
        Map<String, String> first = Map.of("run", "v=1&run=a");
        journal.open("a", seen, first);
        try (Journal.Writer again = journal.open("a", seen, first)) {
            assertConflict("b", seen);

            again.write(Map.of("one", "1"));
        }
        assertEquals(Map.of("run", "v=1&run=a", "one", "1"), journal().read().entries());
    }

    private void assertConflict(String writer, Journal.Contents seen) {
        Journal journal = journal();
        Map<String, String> first = Map.of("late", "v=1");
        ServiceException refused = assertThrows(ServiceException.class, () -> journal.open(writer, seen, first));
        assertEquals(ServiceException.Outcome.CONFLICT, refused.outcome());
    }
}
