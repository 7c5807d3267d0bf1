package io.github.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComplaintTest {
    @Test
    void aFileIsNamedWithWhatIsWrongWithIt(@TempDir Path directory) {
        Path missing = directory.resolve("missing");
        NoSuchFileException failure = catchThrowableOfType(NoSuchFileException.class, () -> Files.readString(missing));

        assertThat(failure).isNotNull();
        assertThat(Complaint.of(failure)).isEqualTo(missing + ": no such file or directory");
        assertThat(Complaint.of(new UncheckedIOException(failure))).isEqualTo(missing + ": no such file or directory");
    }

    @Test
    void anExpectedFailureSaysItsMessageAlone() {
        assertThat(Complaint.of(new IOException("the disk is full"))).isEqualTo("the disk is full");
        assertThat(Complaint.of(new IllegalArgumentException("no OCID: x"))).isEqualTo("no OCID: x");
    }

    @Test
    void aDefectIsCalledOneAndHasNoStackTrace() {
        assertThat(Complaint.of(new UnsupportedOperationException("what")))
                .startsWith("internal error: java.lang.UnsupportedOperationException: what (")
                .contains("evenkeel.stacktrace")
                .doesNotContain("\tat ");
        assertThat(Complaint.of(new IOException())).startsWith("internal error: java.io.IOException (");
    }
}
