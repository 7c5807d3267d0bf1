package io.github.evenkeel.testkit.controlplane;

import io.github.evenkeel.testkit.controlplane.FreePort.PortTakenException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The store of the API server.
 *
 * @param program serves
 * @param url where
 */
record Etcd(Program program, URI url) {
    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    static Etcd start(Binaries binaries, Path directory) {
        return FreePort.serve(port -> {
            URI url = URI.create("http://127.0.0.1:" + port);
            Program program = Program.start(
                    binaries.program("etcd"),
                    directory,
                    List.of(
                            "--data-dir=" + directory.resolve("etcd"),
                            // What is written need not survive the machine, only the API server.
                            "--unsafe-no-fsync",
                            "--log-level=warn",
                            "--listen-client-urls=" + url,
                            "--advertise-client-urls=" + url,
                            // It has no peers, so that nobody needs to know the port.
                            "--listen-peer-urls=http://127.0.0.1:0"));
            try {
                program.await("it served", START_LIMIT, () -> FreePort.isServed(port) && program.isRunning());
            } catch (IllegalStateException e) {
                boolean portTaken = program.lostItsPort();
                program.close();
                throw portTaken ? new PortTakenException(e) : e;
            }
            return new Etcd(program, url);
        });
    }
}
