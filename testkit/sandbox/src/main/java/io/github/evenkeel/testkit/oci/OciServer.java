package io.github.evenkeel.testkit.oci;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;

/** WireMock server with one stub that passes all requests to the {@link OciRouter}. */
final class OciServer implements AutoCloseable {
    static final int PRIORITY = 100;

    private final WireMockServer server;

    /** @param port 0 for any free one */
    OciServer(int port, OciRouter router) {
        server = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .port(port)
                .disableRequestJournal()
                .stubRequestLoggingDisabled(true)
                .notifier(new OciServerLog())
                .useChunkedTransferEncoding(ChunkedEncodingPolicy.NEVER)
                .gzipDisabled(true)
                .http2PlainDisabled(true)
                // Three are the default, of which Jetty warns where there are two processors.
                .jettyAcceptors(1)
                .http2TlsDisabled(true)
                .extensions(router));
        server.start();
        server.stubFor(any(anyUrl()).atPriority(PRIORITY).willReturn(aResponse().withTransformers(OciRouter.NAME)));
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    WireMock wireMock() {
        return new WireMock(server);
    }

    @Override
    public void close() {
        server.stop();
    }
}
