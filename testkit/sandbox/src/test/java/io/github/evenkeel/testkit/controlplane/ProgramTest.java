package io.github.evenkeel.testkit.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class ProgramTest {
    private static final Path SHELL = Path.of("/bin/sh");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path directory;

    ProgramTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void quotesItsLogIfItEndsTooSoon() {
        try (Program program = Program.start(SHELL, directory, List.of("-c", "echo what went wrong; exit 3"))) {
            assertThatThrownBy(() -> program.await("it served", LIMIT, () -> false))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("sh ended with code 3 before it served", "what went wrong");
        }
    }

    @Test
    void isNotWaitedForLongerThanTheLimit() {
        try (Program program =
                Program.start(SHELL, directory, List.of("-c", "echo still busy; exec tail -f /dev/null"))) {
            assertThatThrownBy(() -> program.await("it served", Duration.ofMillis(200), () -> false))
                    .hasMessageContaining("sh runs, but 200 ms passed before it served");
        }
    }

    @Test
    void isGoneOnceClosed() {
        Program program = Program.start(SHELL, directory, List.of("-c", "exec tail -f /dev/null"));
        ProcessHandle handle = program.handle();

        program.close();

        assertThat(handle.isAlive()).isFalse();
    }

    /** What starts a program in a JVM of its own, tells its number, and waits to be killed. */
    public static final class Starter {
        private Starter() {}

        public static void main(String[] arguments) throws InterruptedException {
            Program program =
                    Program.start(SHELL, Path.of(arguments[0]), List.of("-c", "trap '' TERM; exec tail -f /dev/null"));
            System.out.println(program.handle().pid());
            program.handle().onExit().join();
        }
    }

    @Test
    void endsWithAJvmThatIsKilled() throws IOException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            ProcessHandle program =
                    ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            assertThat(program.isAlive()).isTrue();

            // As if a terminal had signalled all processes of the group, and this one ignored the signal.
            program.descendants().forEach(ProcessHandle::destroy);
            program.destroy();
            jvm.destroyForcibly();

            await().until(() -> !program.isAlive());
        } finally {
            jvm.destroyForcibly();
        }
    }
}
