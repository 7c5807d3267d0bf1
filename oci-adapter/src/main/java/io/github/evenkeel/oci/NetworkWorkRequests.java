package io.github.evenkeel.oci;

import com.oracle.bmc.networkloadbalancer.NetworkLoadBalancer;
import com.oracle.bmc.networkloadbalancer.model.LifecycleState;
import com.oracle.bmc.networkloadbalancer.model.OperationStatus;
import com.oracle.bmc.networkloadbalancer.model.OperationType;
import com.oracle.bmc.networkloadbalancer.model.WorkRequest;
import com.oracle.bmc.networkloadbalancer.model.WorkRequestError;
import com.oracle.bmc.networkloadbalancer.model.WorkRequestResource;
import com.oracle.bmc.networkloadbalancer.model.WorkRequestSummary;
import com.oracle.bmc.networkloadbalancer.requests.GetNetworkLoadBalancerRequest;
import com.oracle.bmc.networkloadbalancer.requests.GetWorkRequestRequest;
import com.oracle.bmc.networkloadbalancer.requests.ListWorkRequestErrorsRequest;
import com.oracle.bmc.networkloadbalancer.requests.ListWorkRequestsRequest;
import com.oracle.bmc.networkloadbalancer.responses.GetNetworkLoadBalancerResponse;
import com.oracle.bmc.networkloadbalancer.responses.GetWorkRequestResponse;
import com.oracle.bmc.networkloadbalancer.responses.ListWorkRequestErrorsResponse;
import com.oracle.bmc.networkloadbalancer.responses.ListWorkRequestsResponse;
import io.github.evenkeel.spi.Operation;
import io.github.evenkeel.spi.ServiceException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the work requests of a network load balancer.
 *
 * <p>The service lists those of a whole compartment, which grow with its history. But a balancer is UPDATING as long as
 * a change of it is in flight. So this reads the balancer first, and the list only if the balancer is busy.
 */
final class NetworkWorkRequests {
    private static final int PAGE = 100;

    private final NetworkLoadBalancer client;
    private final String balancerId;

    NetworkWorkRequests(NetworkLoadBalancer client, String balancerId) {
        this.client = client;
        this.balancerId = balancerId;
    }

    /** The work requests that have not ended; the balancer's own state if it is busy and none is listed. */
    List<Operation> inFlight() {
        String operation = "GetNetworkLoadBalancer " + balancerId;
        GetNetworkLoadBalancerResponse response = SdkCall.send(
                operation,
                GetNetworkLoadBalancerRequest.builder()
                        .networkLoadBalancerId(balancerId)
                        .build(),
                client::getNetworkLoadBalancer);
        com.oracle.bmc.networkloadbalancer.model.NetworkLoadBalancer balancer =
                SdkCall.present(operation, response.getNetworkLoadBalancer(), response.getOpcRequestId());
        if (balancer.getLifecycleState() != LifecycleState.Updating) {
            return List.of();
        }
        List<Operation> listed = listed(balancer.getCompartmentId());
        return listed.isEmpty()
                ? List.of(Operation.builder(balancerId, Operation.State.IN_PROGRESS)
                        .kind("change by which the balancer is UPDATING")
                        .requestId(response.getOpcRequestId())
                        .build())
                : listed;
    }

    private List<Operation> listed(String compartmentId) {
        String operation = "ListWorkRequests of compartment " + compartmentId;
        List<Operation> found = new ArrayList<>();
        Pages.readAll(operation, page -> {
            ListWorkRequestsResponse response = SdkCall.send(
                    operation,
                    ListWorkRequestsRequest.builder()
                            .compartmentId(compartmentId)
                            .limit(PAGE)
                            .page(page)
                            .build(),
                    client::listWorkRequests);
            String requestId = response.getOpcRequestId();
            List<WorkRequestSummary> items = SdkCall.present(operation, response.getWorkRequestCollection(), requestId)
                    .getItems();
            SdkCall.present(operation, items, requestId).stream()
                    .filter(request -> concerns(request.getResources()))
                    .filter(request -> state(request.getStatus()) == Operation.State.IN_PROGRESS)
                    .map(request -> operation(
                                    request.getId(),
                                    request.getStatus(),
                                    request.getOperationType(),
                                    request.getPercentComplete(),
                                    requestId)
                            .build())
                    .forEach(found::add);
            return response.getOpcNextPage();
        });
        return found;
    }

    private boolean concerns(@Nullable List<WorkRequestResource> resources) {
        return resources != null
                && resources.stream().anyMatch(resource -> balancerId.equals(resource.getIdentifier()));
    }

    Operation get(String workRequestId) {
        String operation = "GetWorkRequest " + workRequestId;
        GetWorkRequestResponse response = SdkCall.send(
                operation,
                GetWorkRequestRequest.builder().workRequestId(workRequestId).build(),
                client::getWorkRequest);
        String requestId = response.getOpcRequestId();
        WorkRequest request = SdkCall.present(operation, response.getWorkRequest(), requestId);
        Operation.Builder read = operation(
                request.getId(),
                request.getStatus(),
                request.getOperationType(),
                request.getPercentComplete(),
                requestId);
        return state(request.getStatus()) == Operation.State.FAILED
                ? read.detail(errors(request)).build()
                : read.build();
    }

    /** Why it failed, in the service's words; what is not known of that does not hide that it failed. */
    private @Nullable String errors(WorkRequest request) {
        String operation = "ListWorkRequestErrors " + request.getId();
        try {
            ListWorkRequestErrorsResponse response = SdkCall.send(
                    operation,
                    ListWorkRequestErrorsRequest.builder()
                            .workRequestId(request.getId())
                            .compartmentId(request.getCompartmentId())
                            .build(),
                    client::listWorkRequestErrors);
            List<WorkRequestError> errors = SdkCall.present(
                            operation, response.getWorkRequestErrorCollection(), response.getOpcRequestId())
                    .getItems();
            return errors == null || errors.isEmpty()
                    ? null
                    : ServiceText.brief(errors.stream()
                            .map(error -> error.getCode() + ": " + error.getMessage())
                            .toList());
        } catch (ServiceException notRead) {
            return "its errors can't be read: " + notRead.getMessage();
        }
    }

    private static Operation.Builder operation(
            String id,
            @Nullable OperationStatus status,
            @Nullable OperationType type,
            @Nullable Float percentComplete,
            @Nullable String requestId) {
        return Operation.builder(id, state(status))
                .kind(type == null || type.getValue() == null ? "work request" : type.getValue())
                .detail(percentComplete == null ? null : Math.round(percentComplete) + " % complete")
                .requestId(requestId);
    }

    /** A state that the SDK does not know counts as in progress. */
    private static Operation.State state(@Nullable OperationStatus status) {
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
