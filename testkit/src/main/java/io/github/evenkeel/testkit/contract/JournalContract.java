package io.github.evenkeel.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.evenkeel.spi.Journal;
import io.github.evenkeel.spi.ServiceException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a run expects of the journal that it is given. */
public abstract class JournalContract {
    /** For those who inherit it. */
    protected JournalContract() {}

    /** A handle to the same journal each time, as another process would have one; the journal is empty at first. */
    protected abstract Journal journal();

    @Test
    void isEmptyAtFirstAndSaysWhereItIs() {
        try (Journal.Writer writer = journal().open("a")) {
            assertEquals(Map.of(), writer.entries());
            assertTrue(writer.damages().isEmpty());
        }
        assertTrue(!journal().place().isEmpty());
    }

    @Test
    void keepsWhatIsWrittenForTheNextToOpenIt() {
        try (Journal.Writer writer = journal().open("a")) {
            writer.write(Map.of("run", "v=1&state=UNDERWAY", "node.10.0.10.2", "v=1&text=a%20b"));
            assertEquals(2, writer.entries().size());
        }
        try (Journal.Writer next = journal().open("b")) {
            assertEquals(Map.of("run", "v=1&state=UNDERWAY", "node.10.0.10.2", "v=1&text=a%20b"), next.entries());
        }
    }

    @Test
    void replacesAndTakesAway() {
        try (Journal.Writer writer = journal().open("a")) {
            writer.write(Map.of("one", "1", "two", "2", "three", "3"));
            writer.write(Map.of("one", "", "two", "22"));
            assertEquals(Map.of("two", "22", "three", "3"), writer.entries());
        }
        try (Journal.Writer next = journal().open("b")) {
            assertEquals(Map.of("two", "22", "three", "3"), next.entries());
        }
    }

    @Test
    void whoeverOpenedItBeforeCanNotWriteAnyMore() {
        try (Journal.Writer first = journal().open("first")) {
            first.write(Map.of("one", "1"));
            try (Journal.Writer second = journal().open("second")) {
                ServiceException refused =
                        assertThrows(ServiceException.class, () -> first.write(Map.of("one", "too late")));
                assertEquals(ServiceException.Outcome.DENIED, refused.outcome());
                assertEquals(Map.of("one", "1"), second.entries());
                second.write(Map.of("two", "2"));
            }
        }
        try (Journal.Writer third = journal().open("third")) {
            assertEquals(Map.of("one", "1", "two", "2"), third.entries());
        }
    }
}
