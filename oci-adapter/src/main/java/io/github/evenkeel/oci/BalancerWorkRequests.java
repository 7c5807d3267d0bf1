package io.github.evenkeel.oci;

import com.oracle.bmc.loadbalancer.LoadBalancer;
import com.oracle.bmc.loadbalancer.model.WorkRequest;
import com.oracle.bmc.loadbalancer.model.WorkRequestError;
import com.oracle.bmc.loadbalancer.requests.GetWorkRequestRequest;
import com.oracle.bmc.loadbalancer.requests.ListWorkRequestsRequest;
import com.oracle.bmc.loadbalancer.responses.GetWorkRequestResponse;
import com.oracle.bmc.loadbalancer.responses.ListWorkRequestsResponse;
import io.github.evenkeel.spi.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the work requests of a load balancer. */
final class BalancerWorkRequests {
    private static final long PAGE = 25;

    private final LoadBalancer client;
    private final String balancerId;

    BalancerWorkRequests(LoadBalancer client, String balancerId) {
        this.client = client;
        this.balancerId = balancerId;
    }

    /**
     * The work requests that have not ended.
     *
     * <p>The listing has no filter and grows with the balancer's history, so this reads only as much as it needs. A
     * balancer executes its requests in the order in which it accepted them. So if the listing is sorted newest first,
     * no request after one that has ended is in flight. A listing in another order is read completely.
     */
    List<Operation> inFlight() {
        String operation = "ListWorkRequests of load balancer " + balancerId;
        List<Operation> operations = new ArrayList<>();
        List<WorkRequest> read = new ArrayList<>();
        Pages.readAll(operation, page -> {
            ListWorkRequestsResponse response = SdkCall.send(
                    operation,
                    ListWorkRequestsRequest.builder()
                            .loadBalancerId(balancerId)
                            .limit(PAGE)
                            .page(page)
                            .build(),
                    client::listWorkRequests);
            String requestId = response.getOpcRequestId();
            for (WorkRequest request : SdkCall.present(operation, response.getItems(), requestId)) {
                read.add(request);
                Operation now = operation(request, requestId);
                if (!now.ended()) {
                    operations.add(now);
                }
            }
            return newestFirst(read) && hasEnded(read.get(read.size() - 1)) ? null : response.getOpcNextPage();
        });
        return operations;
    }

    Operation get(String workRequestId) {
        String operation = "GetWorkRequest " + workRequestId;
        GetWorkRequestResponse response = SdkCall.send(
                operation,
                GetWorkRequestRequest.builder().workRequestId(workRequestId).build(),
                client::getWorkRequest);
        String requestId = response.getOpcRequestId();
        return operation(SdkCall.present(operation, response.getWorkRequest(), requestId), requestId);
    }

    private static Operation operation(WorkRequest request, @Nullable String requestId) {
        Operation.State state = state(request.getLifecycleState());
        return Operation.builder(request.getId(), state)
                .kind(request.getType() == null ? "work request" : request.getType())
                .detail(detail(request, state))
                .requestId(requestId)
                .build();
    }

    private static @Nullable String detail(WorkRequest request, Operation.State state) {
        List<WorkRequestError> errors = OrNone.of(request.getErrorDetails());
        if (state == Operation.State.FAILED && !errors.isEmpty()) {
            return ServiceText.brief(errors.stream()
                    .map(error -> error.getErrorCode() + ": " + error.getMessage())
                    .toList());
        }
        return request.getMessage() == null || request.getMessage().isBlank()
                ? null
                : ServiceText.brief(request.getMessage());
    }

    /** A state that the SDK does not know counts as in progress. */
    private static Operation.State state(WorkRequest.@Nullable LifecycleState state) {
        if (state == null) {
            return Operation.State.IN_PROGRESS;
        }
        return switch (state) {
            case Succeeded -> Operation.State.SUCCEEDED;
            case Failed -> Operation.State.FAILED;
            case Accepted, InProgress, UnknownEnumValue -> Operation.State.IN_PROGRESS;
        };
    }

    private static boolean hasEnded(WorkRequest request) {
        return state(request.getLifecycleState()) != Operation.State.IN_PROGRESS;
    }

    private static boolean newestFirst(List<WorkRequest> requests) {
        Instant last = Instant.MAX;
        for (WorkRequest request : requests) {
            if (request.getTimeAccepted() == null
                    || request.getTimeAccepted().toInstant().isAfter(last)) {
                return false;
            }
            last = request.getTimeAccepted().toInstant();
        }
        return !requests.isEmpty();
    }
}
