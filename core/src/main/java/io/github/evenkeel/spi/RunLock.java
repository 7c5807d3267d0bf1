package io.github.evenkeel.spi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lock that lets one run at a time work on a cluster. Each method is one call to the lock's store, and reads no clock:
 * the caller finds out whether a lock has expired by reading it twice.
 *
 * <p>A lock may carry requests, too: any process that may write it writes a {@link RunRequest}, and the run that holds
 * the lock reads it at its next renewal. A lock that carries none implements neither {@link #request} nor
 * {@link #state} nor {@link Held#renew(Update)}.
 *
 * <p>Every failure is a {@link ServiceException}.
 */
public interface RunLock {
    /** How many requests may wait for a run at once. */
    int MOST_REQUESTS = 16;

    /** The process that has the lock, or had it and did not release it. */
    Optional<Holder> holder();

    /**
     * Takes the lock. Requests that wait in it stay there.
     *
     * @param runner identity of the calling process, unique for each call and never used again
     * @param instead holder to take it from, as {@link #holder} returned it; empty for a free lock
     * @throws ServiceException {@link ServiceException.Outcome#CONFLICT} if the holder is no longer that one
     */
    Held take(String runner, Optional<Holder> instead);

    /**
     * Writes a request to the run that holds the lock. A request of the same id that waits there already is the same
     * request, and stays as it is.
     *
     * @throws ServiceException {@link ServiceException.Outcome#NOT_FOUND} if no run holds the lock;
     *     {@link ServiceException.Outcome#CONFLICT} if the run that holds it is not the one that the request names, or
     *     has not yet said which it is; {@link ServiceException.Outcome#REJECTED} if {@link #MOST_REQUESTS} wait
     *     already, or if this lock carries no requests
     */
    default void request(RunRequest request) {
        throw ServiceException.of(
                ServiceException.Outcome.REJECTED,
                "request " + request,
                "this lock (" + getClass().getName() + ") carries no requests: use one that does, such as a LeaseLock");
    }

    /** The lock with all that it carries. */
    default State state() {
        return new State(holder(), Optional.empty(), List.of());
    }

    /**
     * Immutable description of a lock's holder.
     *
     * @param runner identity of the process
     * @param mark opaque; differs after each renewal, and after nothing else
     * @param term how long the lock is the runner's after a renewal
     */
    record Holder(String runner, String mark, Duration term) {}

    /**
     * Immutable description of a lock with all that it carries.
     *
     * @param holder as {@link #holder} has it
     * @param run the run of that holder, or of the last one if the lock is free; empty if that is not known
     * @param requests that wait for a run to answer them
     */
    record State(Optional<Holder> holder, Optional<RunStatus> run, List<RunRequest> requests) {
        /** Copies the list. */
        public State {
            requests = List.copyOf(requests);
        }
    }

    /**
     * What the holder writes with a renewal.
     *
     * @param run state of the run; empty to leave it as it is
     * @param answered ids of the requests that are answered, and no longer wait
     */
    record Update(Optional<RunStatus> run, Set<String> answered) {
        /** Writes nothing. */
        public static final Update NOTHING = new Update(Optional.empty(), Set.of());

        /** Copies the set. */
        public Update {
            answered = Set.copyOf(answered);
        }
    }

    /**
     * What the holder reads with a renewal.
     *
     * @param waiting the requests that wait for an answer
     */
    record Requests(List<RunRequest> waiting) {
        /** None. */
        public static final Requests NONE = new Requests(List.of());

        /** Copies the list. */
        public Requests {
            waiting = List.copyOf(waiting);
        }
    }

    /** Lock that this process holds as long as it renews it in time. Used by one thread at a time. */
    interface Held {
        /**
         * How long this process holds the lock, counted from the start of the call that took or renewed it. No other
         * process can take it before that.
         */
        Duration term();

        /**
         * Renews the lock: its term starts anew.
         *
         * @throws ServiceException {@link ServiceException.Outcome#DENIED} if another process holds it now; any other
         *     outcome if that is not known. A request that is written meanwhile is neither lost nor a reason to fail
         */
        void renew();

        /**
         * Renews the lock as {@link #renew()}, and in the same call writes the update and reads the requests.
         *
         * @return the requests that wait, without those that the update answers
         */
        default Requests renew(Update update) {
            renew();
            return Requests.NONE;
        }

        /** Releases the lock at once. If that fails, it ends with its term. */
        void release();

        /** Releases the lock as {@link #release()}, and writes the update. Requests without an answer stay. */
        default void release(Update update) {
            release();
        }
    }
}
