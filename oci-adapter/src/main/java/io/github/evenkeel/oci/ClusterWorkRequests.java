package io.github.evenkeel.oci;

import com.oracle.bmc.containerengine.ContainerEngine;
import com.oracle.bmc.containerengine.model.WorkRequest;
import com.oracle.bmc.containerengine.model.WorkRequestError;
import com.oracle.bmc.containerengine.model.WorkRequestOperationType;
import com.oracle.bmc.containerengine.model.WorkRequestResource;
import com.oracle.bmc.containerengine.model.WorkRequestStatus;
import com.oracle.bmc.containerengine.model.WorkRequestSummary;
import com.oracle.bmc.containerengine.requests.GetWorkRequestRequest;
import com.oracle.bmc.containerengine.requests.ListWorkRequestErrorsRequest;
import com.oracle.bmc.containerengine.requests.ListWorkRequestsRequest;
import com.oracle.bmc.containerengine.responses.GetWorkRequestResponse;
import com.oracle.bmc.containerengine.responses.ListWorkRequestErrorsResponse;
import com.oracle.bmc.containerengine.responses.ListWorkRequestsResponse;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the work requests of a cluster and of its node pools. */
final class ClusterWorkRequests {
    private static final int PAGE = 100;
    private static final List<String> NOT_ENDED = List.of("ACCEPTED", "IN_PROGRESS", "CANCELING");

    private static final List<String> ENDED = List.of("FAILED", "SUCCEEDED");

    private final ContainerEngine client;
    private final String clusterId;

    ClusterWorkRequests(ContainerEngine client, String clusterId) {
        this.client = client;
        this.clusterId = clusterId;
    }

    /**
     * The work requests that have not ended. The filter by cluster includes those of its pools; the filter by status
     * keeps the response short, whatever the cluster's history.
     */
    List<Operation> inFlight(String compartmentId) {
        List<Operation> operations = new ArrayList<>();
        list("ListWorkRequests of cluster " + clusterId, compartmentId, null, NOT_ENDED, (item, requestId) -> {
            Operation.State state = state(item.getStatus());
            if (state == Operation.State.IN_PROGRESS) {
                operations.add(Operation.builder(item.getId(), state)
                        .kind(kind(item.getOperationType()))
                        .requestId(requestId)
                        .build());
            }
        });
        return operations;
    }

    /** @param found receives each, and the id of the request that returned it */
    private void list(
            String operation,
            String compartmentId,
            @Nullable String resourceId,
            List<String> statuses,
            BiConsumer<WorkRequestSummary, @Nullable String> found) {
        Pages.readAll(operation, page -> {
            ListWorkRequestsResponse response = SdkCall.send(
                    operation,
                    ListWorkRequestsRequest.builder()
                            .compartmentId(compartmentId)
                            .clusterId(clusterId)
                            .resourceId(resourceId)
                            .status(statuses)
                            .limit(PAGE)
                            .page(page)
                            .build(),
                    client::listWorkRequests);
            SdkCall.present(operation, response.getItems(), response.getOpcRequestId())
                    .forEach(item -> found.accept(item, response.getOpcRequestId()));
            return response.getOpcNextPage();
        });
    }

    /**
     * Failed deletions of nodes that the service may still carry out. The service reports a deletion as a
     * reconciliation of the pool.
     *
     * <p>A later update of the pool carries it out. So does a later deletion, unless the work requests name their
     * nodes, and these are others. A deletion that went on at the same time shows nothing about the one that failed.
     */
    List<Operation> failedDeletions(String poolId, String compartmentId) {
        List<WorkRequestSummary> ended = new ArrayList<>();
        list("ListWorkRequests of node pool " + poolId, compartmentId, poolId, ENDED, (item, requestId) -> {
            if (item.getOperationType() == WorkRequestOperationType.NodepoolReconcile
                    || item.getOperationType() == WorkRequestOperationType.NodepoolUpdate) {
                ended.add(item);
            }
        });
        ended.sort(Comparator.comparing(
                WorkRequestSummary::getTimeAccepted, Comparator.nullsFirst(Comparator.<Date>reverseOrder())));
        return ended.stream()
                .filter(request -> request.getStatus() == WorkRequestStatus.Failed
                        && request.getOperationType() == WorkRequestOperationType.NodepoolReconcile
                        && ended.stream().noneMatch(later -> carriesOut(later, request)))
                .map(request -> get(request.getId()))
                .toList();
    }

    private static boolean carriesOut(WorkRequestSummary later, WorkRequestSummary failed) {
        if (later.getStatus() != WorkRequestStatus.Succeeded) {
            return false;
        }
        Optional<Instant> failedAt = Optional.ofNullable(failed.getTimeFinished())
                .or(() -> Optional.ofNullable(failed.getTimeAccepted()))
                .map(Date::toInstant);
        Optional<Instant> acceptedAt =
                Optional.ofNullable(later.getTimeAccepted()).map(Date::toInstant);
        if (acceptedAt.isEmpty() || failedAt.isEmpty() || acceptedAt.get().isBefore(failedAt.get())) {
            return false;
        }
        List<String> nodes = nodes(later);
        List<String> failedNodes = nodes(failed);
        return later.getOperationType() == WorkRequestOperationType.NodepoolUpdate
                || nodes.isEmpty()
                || failedNodes.isEmpty()
                || nodes.stream().anyMatch(failedNodes::contains);
    }

    private static List<String> nodes(WorkRequestSummary request) {
        return request.getResources() == null
                ? List.of()
                : request.getResources().stream()
                        .map(WorkRequestResource::getIdentifier)
                        .filter(Objects::nonNull)
                        .filter(identifier -> identifier.startsWith("ocid1.instance."))
                        .toList();
    }

    /** Reads a work request, with its errors if it failed. */
    Operation get(String workRequestId) {
        String operation = "GetWorkRequest " + workRequestId;
        GetWorkRequestResponse response = SdkCall.send(
                operation,
                GetWorkRequestRequest.builder().workRequestId(workRequestId).build(),
                client::getWorkRequest);
        WorkRequest request = SdkCall.present(operation, response.getWorkRequest(), response.getOpcRequestId());
        Operation.State state = state(request.getStatus());
        Integer seconds = response.getRetryAfter();
        return Operation.builder(workRequestId, state)
                .kind(kind(request.getOperationType()))
                .detail(state == Operation.State.FAILED ? errors(request, workRequestId) : null)
                .requestId(response.getOpcRequestId())
                .askAgainAfter(seconds == null || seconds < 0 ? null : Duration.ofSeconds(seconds))
                .build();
    }

    /** The reasons of a failed work request. If they can't be read, the failure is reported without them. */
    private String errors(WorkRequest request, String workRequestId) {
        try {
            ListWorkRequestErrorsResponse response = SdkCall.send(
                    "ListWorkRequestErrors " + workRequestId,
                    ListWorkRequestErrorsRequest.builder()
                            .compartmentId(request.getCompartmentId())
                            .workRequestId(workRequestId)
                            .build(),
                    client::listWorkRequestErrors);
            List<WorkRequestError> errors = OrNone.of(response.getItems());
            return errors.isEmpty()
                    ? "the service gives no reason"
                    : ServiceText.brief(errors.stream()
                            .map(error -> error.getCode() + ": " + error.getMessage())
                            .toList());
        } catch (ServiceException e) {
            return "its errors could not be read: " + e.getMessage();
        }
    }

    private static String kind(@Nullable WorkRequestOperationType type) {
        String value = type == null ? null : type.getValue();
        return value == null ? "work request" : value;
    }

    /** A status that the SDK does not know counts as in progress. */
    private static Operation.State state(@Nullable WorkRequestStatus status) {
        if (status == null) {
            return Operation.State.IN_PROGRESS;
        }
        return switch (status) {
            case Succeeded -> Operation.State.SUCCEEDED;
            case Failed -> Operation.State.FAILED;
            case Canceled -> Operation.State.CANCELED;
            case Accepted, InProgress, Canceling, UnknownEnumValue -> Operation.State.IN_PROGRESS;
        };
    }
}
