package io.github.evenkeel.spi;

import io.github.evenkeel.spi.ServiceException.Outcome;

/** Refusal by a port whose service does not let others set the size of a node pool. */
final class SizeOfItsOwn {
    private SizeOfItsOwn() {}

    static ServiceException refusal(String operation, NodePool pool) {
        return ServiceException.of(
                Outcome.REJECTED,
                operation + " of node pool " + pool.id(),
                "this port does not change the size of node pools");
    }
}
