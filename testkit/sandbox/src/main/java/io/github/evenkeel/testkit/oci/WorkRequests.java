package io.github.evenkeel.testkit.oci;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The work requests of one service. Guarded by the {@link Tenancy}. */
final class WorkRequests {
    /** As many are kept; the oldest go first. */
    private static final int KEPT = 2_000;

    /** Why work ended without success. */
    record Failure(String code, String message) {}

    /** Work of a work request. */
    @FunctionalInterface
    interface Work {
        /**
         * Starts the work, which calls {@code ending} when it is done: with null, or with what went wrong.
         *
         * @throws Refusal if the work can't be done, which fails the work request
         */
        void start(Consumer<@Nullable Failure> ending);
    }

    private final Tenancy tenancy;
    private final String ocidType;
    private final String failureCode;
    private final Map<String, WorkRequest> all = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, WorkRequest> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * Makes an empty list.
     *
     * @param failureCode of the error of a work request that is failed by a fault
     */
    WorkRequests(Tenancy tenancy, String ocidType, String failureCode) {
        this.tenancy = tenancy;
        this.ocidType = ocidType;
        this.failureCode = failureCode;
    }

    WorkRequest get(String id) {
        WorkRequest found = all.get(id);
        if (found == null) {
            throw Refusal.notFound("work request " + id);
        }
        return found;
    }

    boolean has(String id) {
        return all.containsKey(id);
    }

    List<WorkRequest> newestFirst() {
        List<WorkRequest> newest = new ArrayList<>(all.values());
        Collections.reverse(newest);
        return newest;
    }

    List<WorkRequest> inFlight(String resourceId) {
        return all.values().stream()
                .filter(request -> !request.ended() && request.resourceId().equals(resourceId))
                .toList();
    }

    /** Creates a work request that stays in flight until the caller ends it. */
    WorkRequest open(String type, String entityType, String resourceId) {
        WorkRequest request = new WorkRequest(tenancy.ocids().regional(ocidType), type, entityType, resourceId);
        all.put(request.id(), request);
        return request;
    }

    /**
     * Makes a work request that starts {@code work} after {@code takes} and ends as that does, unless a fault has been
     * asked for.
     *
     * @param afterwards is called when the request has ended, well or not
     */
    WorkRequest begin(
            OciOperation operation,
            String type,
            String entityType,
            String resourceId,
            Duration takes,
            Work work,
            Consumer<WorkRequest> afterwards) {
        WorkRequest request = open(type, entityType, resourceId);
        Optional<WorkRequestFault> fault = tenancy.faults().forWorkRequest(operation);
        Consumer<@Nullable Failure> ending = failure -> {
            Failure last = fault.flatMap(WorkRequestFault::failure)
                    .map(message -> new Failure(failureCode, message))
                    .orElse(failure);
            if (last == null) {
                request.succeed();
            } else {
                request.fail(last.code(), last.message());
            }
            fault.filter(WorkRequestFault::leavesFailed).ifPresent(such -> request.leavesResourceFailed());
            afterwards.accept(request);
        };
        tenancy.after(takes.dividedBy(4), request::start);
        tenancy.after(takes, () -> {
            if (fault.isPresent() && !fault.get().takesEffect()) {
                ending.accept(null);
                return;
            }
            try {
                work.start(ending);
            } catch (Refusal refusal) {
                ending.accept(new Failure(failureCode, refusal.text()));
            }
        });
        return request;
    }
}
