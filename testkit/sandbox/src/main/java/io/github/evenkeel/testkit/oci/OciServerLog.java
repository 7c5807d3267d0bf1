package io.github.evenkeel.testkit.oci;

import com.github.tomakehurst.wiremock.common.Notifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes what WireMock says of its errors to slf4j: the slf4j inside of WireMock's jar finds no logger. */
final class OciServerLog implements Notifier {
    private static final Logger LOG = LoggerFactory.getLogger(OciServer.class);

    @Override
    public void info(String message) {
        LOG.debug("{}", message);
    }

    @Override
    public void error(String message) {
        LOG.error("{}", message);
    }

    @Override
    public void error(String message, Throwable broken) {
        LOG.error("{}", message, broken);
    }
}
