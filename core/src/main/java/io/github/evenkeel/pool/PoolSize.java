package io.github.evenkeel.pool;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.run.StepFailure;
import io.github.evenkeel.spi.Lifecycle;
import io.github.evenkeel.spi.NodePool;
import io.github.evenkeel.spi.ServiceException;
import io.github.evenkeel.spi.ServiceException.Outcome;

/**
 * Size of the pool when the run began one of its nodes. If the pool is resized meanwhile, the replacement can't be told
 * from other new nodes.
 *
 * @param before the size then
 * @param accepted the size that it may have now: the same, or one that the plan accepts
 * @param surge how many nodes more the run itself may have added
 * @param own how many nodes more it has by the run's own changes so far
 */
record PoolSize(int before, int accepted, int surge, int own) {

    boolean isThatOf(NodePool pool) {
        return pool.size() >= accepted && pool.size() <= accepted + surge;
    }

    void require(NodePool pool) {
        if (!isThatOf(pool)) {
            throw new StepFailure(
                    "node pool " + pool.id(),
                    "its size of " + accepted + ", as it was when the node was begun"
                            + (own > 0 ? ", and the " + own + " nodes more that the run has added" : ""),
                    "a size of " + pool.size() + ", which was set meanwhile: " + wayOut(pool));
        }
    }

    /**
     * The pool as it is for a person who has acknowledged that it has no nodes any more, where the service knows none.
     *
     * @throws ServiceException the same, if that is not so
     */
    NodePool ofMissing(String poolId, KubernetesVersion version, ServiceException failure) {
        if (failure.outcome() != Outcome.NOT_FOUND || accepted > 0 || before == 0) {
            throw failure;
        }
        return NodePool.builder(poolId, poolId, version)
                .lifecycle(Lifecycle.DELETED)
                .build();
    }

    /** What to do if the service knows no such pool; any other failure as it is. */
    RuntimeException missing(String poolId, ServiceException failure) {
        if (failure.outcome() != Outcome.NOT_FOUND) {
            return failure;
        }
        return new StepFailure(
                "node pool " + poolId,
                "the pool of a node that was begun",
                failure.reason() + ": see that the caller may read it and resume; or, if the pool is deleted for good,"
                        + " resume with withAcceptedPoolSize(\"" + poolId + "\", 0)",
                failure.requestId().orElse(null));
    }

    /** Appended to what is waited for. */
    String note(NodePool pool) {
        return isThatOf(pool)
                ? ""
                : ", which was resized from " + (accepted + own) + " to " + pool.size() + ": " + wayOut(pool);
    }

    /** Whether it is smaller on purpose: then no node may come in place of the old one. */
    boolean isSmaller() {
        return accepted < before;
    }

    /** What is accepted is the size without the nodes that the run has added: these leave in any case. */
    private String wayOut(NodePool pool) {
        int meant = pool.size() > accepted ? pool.size() - own : pool.size();
        return "set it to " + (accepted + own) + " again and resume; or, if " + pool.size()
                + " is meant, resume with withAcceptedPoolSize(\"" + pool.id() + "\", " + meant + ")";
    }
}
