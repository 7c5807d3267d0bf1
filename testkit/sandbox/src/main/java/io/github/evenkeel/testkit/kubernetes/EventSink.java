package io.github.evenkeel.testkit.kubernetes;

import java.io.IOException;

/** Receiver of the events of a watch. Used by one thread, except for {@link #cut}. */
interface EventSink {
    /** @throws IOException if the client is gone */
    void send(byte[] event) throws IOException;

    /** Ends the answer in good order. */
    void finish();

    /** Breaks the connection off. Safe to call by any thread. */
    void cut();
}
