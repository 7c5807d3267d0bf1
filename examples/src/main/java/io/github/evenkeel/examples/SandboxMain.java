package io.github.evenkeel.examples;

import io.github.evenkeel.examples.Arguments.UsageException;
import java.io.IOException;
import java.util.List;

/** What {@code java -jar sandbox.jar} runs. */
public final class SandboxMain {
    private static final String USAGE =
            """
            usage: java -jar sandbox.jar COMMAND [options]
              roll [--nodes N] [--report FILE.json] [--skip-lb-drain] [--plan-only] [--control-plane]
                  rolls a sandbox cluster from v1.31.1 to v1.32.1 under traffic, and exits with 0
                  only if the roll completed and no request failed
              serve [--port P] [--nodes N] [--control-plane]
                  plays a cluster for the oci and kubectl commands, until SIGTERM or the end of input
              --control-plane: with a real Kubernetes control plane, which dev/control-plane/build makes""";

    private SandboxMain() {}

    /** Exits with 0 if all went well, with 1 if not, with 2 for a wrong command line. */
    public static void main(String... line) {
        System.exit(run(List.of(line)));
    }

    private static int run(List<String> line) {
        try {
            String command = line.isEmpty() ? "" : line.get(0);
            List<String> options = line.stream().skip(1).toList();
            return switch (command) {
                case "roll" -> new RollCommand(System.out).run(options);
                case "serve" -> new ServeCommand(System.in, System.out).run(options);
                default -> throw new UsageException("unknown command '" + command + "'");
            };
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            return 2;
        } catch (IOException | IllegalStateException e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
