package io.github.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.evenkeel.spi.ProbeResult;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProbeTest {
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void end() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private interface Answer {
        void write(OutputStream out) throws Exception;
    }

    private void answers(Answer answer) {
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    Socket socket = server.accept();
                    sockets.add(socket);
                    socket.getInputStream().read(new byte[10_000]);
                    answer.write(socket.getOutputStream());
                }
            } catch (Exception e) {
                // The test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void answers(String status, String body) {
        answers(out -> {
            String head = "HTTP/1.1 " + status + "\r\nLocation: /login\r\nConnection: close\r\nContent-Length: "
                    + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n";
            out.write((head + body).getBytes(StandardCharsets.UTF_8));
            out.flush();
        });
    }

    private HttpProbe probe() {
        return HttpProbe.of(address("/health"));
    }

    private String address(String path) {
        return "http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort() + path;
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 OK", "204 No Content"})
    void successIsAvailable(String status) {
        answers(status, "");
        assertThat(probe().look().available()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"302 Found", "304 Not Modified", "307 Temporary Redirect", "401 Unauthorized", "503 No"})
    void anythingElseIsNotNorIsARedirectToALoginPage(String status) {
        answers(status, "");
        assertThat(probe().look())
                .isEqualTo(new ProbeResult(false, "HTTP " + status.substring(0, 3) + "; expected 200 to 299"));
    }

    @Test
    void aRedirectIsAvailableIfItIsAskedFor() {
        answers("302 Found", "");
        assertThat(probe().withStatus(200, 302).look()).isEqualTo(new ProbeResult(true, "HTTP 302"));
        assertThat(probe().withStatus(200).look()).isEqualTo(new ProbeResult(false, "HTTP 302; expected 200"));
    }

    @Test
    void anErrorInTheBodyIsNotAvailableIfATextIsExpected() {
        answers("200 OK", "{\"status\":\"DÖWN\",\"secret\":\"s3cr3t\"}");
        assertThat(probe().look().available()).isTrue();
        assertThat(probe().withText("DÖWN").look().available()).isTrue();
        assertThat(probe().withText("\"UP\"").look())
                .isEqualTo(new ProbeResult(false, "HTTP 200 without the expected text"));
    }

    @Test
    void aBodyThatStallsIsNoAnswer() {
        answers(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"status\"".getBytes(StandardCharsets.UTF_8));
            out.flush();
        });
        assertThat(probe().withTimeout(Duration.ofMillis(300)).look())
                .isEqualTo(new ProbeResult(false, "no complete response within 0.3 s"));
    }

    @Test
    void anAnswerThatTricklesIsNoAnswer() {
        answers(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 100_000; i++) {
                out.write('a');
                out.flush();
                Thread.sleep(50);
            }
        });
        assertThat(probe().withTimeout(Duration.ofMillis(500)).look().available())
                .isFalse();
    }

    @Test
    void anAnswerThatBreaksOffIsNoAnswer() {
        answers(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc".getBytes(StandardCharsets.UTF_8));
            out.close();
        });
        assertThat(probe().look().available()).isFalse();
    }

    @Test
    void secretsOfTheAddressAreNotTold() throws IOException {
        server.close();
        HttpProbe probe =
                HttpProbe.of("http://user:pa55@localhost:" + server.getLocalPort() + "/health?token=s3cr3t#f");

        assertThat(List.of(probe.target(), probe.toString(), probe.look().detail()))
                .allSatisfy(told -> assertThat(told).doesNotContain("s3cr3t").doesNotContain("pa55"));
        assertThat(probe.target()).isEqualTo("http://localhost:" + server.getLocalPort() + "/health?...");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://user:pa55@shop.example.com/?token=s3cr3t",
                "https://user:pa55@shop example.com/?token=s3cr3t",
                "https:/shop?token=s3cr3t#pa55"
            })
    void norAreThoseOfAnAddressThatCantBeProbed(String address) {
        assertThatThrownBy(() -> HttpProbe.of(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContainingAny("s3cr3t", "pa55")
                .hasNoCause();
    }

    @Test
    void whatCantBeExpectedIsRefused() {
        assertThatThrownBy(() -> probe().withStatus()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> probe().withStatus(100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> probe().withText("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> probe().withTimeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> probe().withTimeout(Duration.ofDays(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
