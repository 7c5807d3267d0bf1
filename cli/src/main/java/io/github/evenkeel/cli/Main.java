package io.github.evenkeel.cli;

import java.util.Optional;

/** Entry point of {@code java -jar evenkeel.jar}. */
public final class Main {
    private Main() {}

    /** Exits with 0 if all went well, with 1 if not, with 2 for a wrong command line. */
    public static void main(String... line) {
        if (line.length > 0 && line[0].equals("simulate")) {
            SimulateCommand.configureLog();
        }
        System.exit(run(Streams.ofTheProcess(), line));
    }

    /** Answers with the exit code. */
    static int run(Streams streams, String... line) {
        Optional<DrainCommand> drain = PlainDrain.read(streams, line);
        return drain.isPresent()
                ? run(drain.get(), streams)
                : CommandRunner.run(new Commands(streams).thatServe(line), streams, line);
    }

    private static int run(DrainCommand drain, Streams streams) {
        try {
            return drain.call();
        } catch (RuntimeException e) {
            streams.err().println(Complaint.of(e));
            return 1;
        }
    }
}
