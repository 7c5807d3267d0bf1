package io.github.evenkeel.testkit.controlplane;

import io.github.evenkeel.testkit.controlplane.FreePort.PortTakenException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Etcd process, the store of the API server.
 *
 * @param program serves
 * @param url where
 */
record Etcd(Program program, URI url) {
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    static Etcd start(Binaries binaries, Path directory) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();
        return FreePort.serve(port -> {
            URI url = URI.create("http://127.0.0.1:" + port);
            String name = "evenkeel-" + UUID.randomUUID();
            Program program = Program.start(
                    binaries.program("etcd"),
                    directory,
                    List.of(
                            "--name=" + name,
                            "--data-dir=" + directory.resolve("etcd"),
                            // What is written need not survive the machine, only the API server.
                            "--unsafe-no-fsync",
                            "--log-level=warn",
                            "--listen-client-urls=" + url,
                            "--advertise-client-urls=" + url,
                            // It has no peers, so that no process needs to know the port.
                            "--listen-peer-urls=http://127.0.0.1:0"));
            try {
                program.await("it served", START_LIMIT, () -> serves(client, url, name));
            } catch (IllegalStateException e) {
                boolean portTaken = program.lostItsPort();
                program.close();
                throw portTaken ? new PortTakenException(e) : e;
            }
            return new Etcd(program, url);
        });
    }

    /** Whether it is this one that is well, and not another process's that was quicker to take the port. */
    private static boolean serves(HttpClient client, URI url, String name) {
        HttpRequest health = HttpRequest.newBuilder(url.resolve("/health"))
                .timeout(ANSWER_LIMIT)
                .build();
        HttpRequest members = HttpRequest.newBuilder(url.resolve("/v3/cluster/member/list"))
                .timeout(ANSWER_LIMIT)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return answers(client, health, "\"health\":\"true\"") && answers(client, members, "\"" + name + "\"");
    }

    private static boolean answers(HttpClient client, HttpRequest request, String words) {
        try {
            return client.send(request, BodyHandlers.ofString()).body().contains(words);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for etcd", e);
        }
    }
}
