package io.github.evenkeel.testkit.oci;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Network Load Balancer: listings are objects with items, in pages; a balancer is UPDATING while a change of it is
 * under way. Fields that an update leaves out stay as they are.
 */
final class NetworkLoadBalancerWire implements BalancingWire {
    /** As in {@code NetworkLoadBalancingPolicy} of its API. */
    static final List<String> POLICIES = List.of("FIVE_TUPLE", "THREE_TUPLE", "TWO_TUPLE");

    /** Field of a set whose backends all get traffic when all fail their health check. */
    static final String FAIL_OPEN = "isFailOpen";

    private static final int MOST_WEIGHT = 100;
    private static final int PORTS = 65_535;
    private static final Map<OciOperation, OciOperation> OPERATIONS = Map.ofEntries(
            Map.entry(OciOperation.LIST_LOAD_BALANCERS, OciOperation.LIST_NETWORK_LOAD_BALANCERS),
            Map.entry(OciOperation.GET_LOAD_BALANCER, OciOperation.GET_NETWORK_LOAD_BALANCER),
            Map.entry(OciOperation.GET_LOAD_BALANCER_HEALTH, OciOperation.GET_NETWORK_LOAD_BALANCER_HEALTH),
            Map.entry(OciOperation.LIST_BACKEND_SETS, OciOperation.LIST_NETWORK_BACKEND_SETS),
            Map.entry(OciOperation.CREATE_BACKEND_SET, OciOperation.CREATE_NETWORK_BACKEND_SET),
            Map.entry(OciOperation.GET_BACKEND_SET, OciOperation.GET_NETWORK_BACKEND_SET),
            Map.entry(OciOperation.UPDATE_BACKEND_SET, OciOperation.UPDATE_NETWORK_BACKEND_SET),
            Map.entry(OciOperation.DELETE_BACKEND_SET, OciOperation.DELETE_NETWORK_BACKEND_SET),
            Map.entry(OciOperation.GET_BACKEND_SET_HEALTH, OciOperation.GET_NETWORK_BACKEND_SET_HEALTH),
            Map.entry(OciOperation.CREATE_LISTENER, OciOperation.CREATE_NETWORK_LISTENER),
            Map.entry(OciOperation.UPDATE_LISTENER, OciOperation.UPDATE_NETWORK_LISTENER),
            Map.entry(OciOperation.DELETE_LISTENER, OciOperation.DELETE_NETWORK_LISTENER),
            Map.entry(OciOperation.LIST_BACKENDS, OciOperation.LIST_NETWORK_BACKENDS),
            Map.entry(OciOperation.CREATE_BACKEND, OciOperation.CREATE_NETWORK_BACKEND),
            Map.entry(OciOperation.GET_BACKEND, OciOperation.GET_NETWORK_BACKEND),
            Map.entry(OciOperation.UPDATE_BACKEND, OciOperation.UPDATE_NETWORK_BACKEND),
            Map.entry(OciOperation.DELETE_BACKEND, OciOperation.DELETE_NETWORK_BACKEND),
            Map.entry(OciOperation.GET_BACKEND_HEALTH, OciOperation.GET_NETWORK_BACKEND_HEALTH));

    private final Machines machines;

    /** @param machines by which the address of a backend is found that was registered by a machine's OCID */
    NetworkLoadBalancerWire(Machines machines) {
        this.machines = machines;
    }

    @Override
    public String ocidType() {
        return "networkloadbalancer";
    }

    @Override
    public String idParameter() {
        return "networkLoadBalancerId";
    }

    @Override
    public OciOperation operation(OciOperation ofLoadBalancer) {
        OciOperation ours = OPERATIONS.get(ofLoadBalancer);
        if (ours == null) {
            throw new IllegalArgumentException("Network Load Balancer has nothing like " + ofLoadBalancer);
        }
        return ours;
    }

    /** The words of {@code OperationType}: {@code UPDATE_BACKEND}, {@code CREATE_BACKENDSET}. */
    @Override
    public String workRequestType(OciOperation operation) {
        String words = operation.name();
        return words.endsWith("LOAD_BALANCER")
                ? words
                : words.replace("_NETWORK_", "_").replace("BACKEND_SET", "BACKENDSET");
    }

    @Override
    public List<String> policies() {
        return POLICIES;
    }

    @Override
    public List<String> protocols() {
        return List.of("TCP", "UDP", "TCP_AND_UDP", "ANY", "L3IP");
    }

    @Override
    public OciAnswer list(OciCall call, List<?> all, int mostPerPage) {
        return page(call, all, mostPerPage);
    }

    @Override
    public OciAnswer page(OciCall call, List<?> all, int mostPerPage) {
        OciAnswer page = OciAnswer.page(call, all, mostPerPage);
        return new OciAnswer(page.status(), page.headers(), page.body() == null ? null : Map.of("items", page.body()));
    }

    @Override
    public OciAnswer accepted(WorkRequest workRequest) {
        return OciAnswer.accepted(workRequest);
    }

    /** One that a change has left FAILED takes changes. */
    @Override
    public void checkAccepts(LoadBalancerState balancer, List<WorkRequest> inFlight) {
        if (!inFlight.isEmpty() || !List.of("ACTIVE", "FAILED").contains(balancer.lifecycle())) {
            String now = balancer.lifecycle().charAt(0)
                    + balancer.lifecycle().substring(1).toLowerCase(Locale.ROOT);
            throw Refusal.conflict("Invalid State Transition of NLB lifeCycle state from " + now + " to Updating");
        }
    }

    @Override
    public void checkNew(BackendSetState set, BackendState backend) {
        if (set.backend(backend.name()).isPresent()) {
            throw new Refusal(
                    409,
                    "NotAuthorizedOrResourceAlreadyExists",
                    "Authorization failed or requested resource already exists: backend " + backend.name());
        }
    }

    @Override
    public void begun(LoadBalancerState balancer) {
        balancer.lifecycle("UPDATING");
    }

    @Override
    public void ended(LoadBalancerState balancer, WorkRequest workRequest) {
        balancer.lifecycle(workRequest.resourceFailed() ? "FAILED" : "ACTIVE");
    }

    @Override
    public Map<String, @Nullable Object> json(LoadBalancerState balancer, String compartmentId) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", balancer.id());
        json.put("compartmentId", compartmentId);
        json.put("displayName", balancer.displayName());
        json.put("lifecycleState", balancer.lifecycle());
        json.put("lifecycleDetails", null);
        json.put("nlbIpVersion", "IPV4");
        json.put("timeCreated", balancer.created());
        json.put("timeUpdated", null);
        json.put(
                "ipAddresses",
                balancer.addresses().stream()
                        .filter(address -> !balancer.lifecycle().equals("CREATING"))
                        .map(address -> Map.of("ipAddress", address, "isPublic", true, "ipVersion", "IPV4"))
                        .toList());
        json.put("isPrivate", false);
        json.put("isPreserveSourceDestination", false);
        json.put("isSymmetricHashEnabled", false);
        json.put("subnetId", balancer.subnetId());
        json.put("networkSecurityGroupIds", List.of());
        Map<String, Object> listeners = new LinkedHashMap<>();
        balancer.listeners().forEach((name, listener) -> listeners.put(name, listener.ofNetworkLoadBalancer()));
        json.put("listeners", listeners);
        Map<String, Object> sets = new LinkedHashMap<>();
        balancer.backendSets().forEach((name, set) -> sets.put(name, json(set)));
        json.put("backendSets", sets);
        json.put("freeformTags", Map.of());
        json.put("definedTags", Map.of());
        json.put("systemTags", Map.of());
        return json;
    }

    @Override
    public Map<String, @Nullable Object> json(BackendSetState set) {
        Map<String, @Nullable Object> checker =
                new LinkedHashMap<>(set.healthChecker().json());
        checker.remove("isForcePlainText");
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", set.name());
        json.put("policy", set.policy());
        json.put("isPreserveSource", true);
        json.put(FAIL_OPEN, false);
        json.put("isInstantFailoverEnabled", false);
        json.put("ipVersion", "IPV4");
        json.put("backends", set.backends().stream().map(this::json).toList());
        json.put("healthChecker", checker);
        json.putAll(set.otherSettings());
        return json;
    }

    @Override
    public Map<String, @Nullable Object> json(BackendState backend) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", backend.name());
        json.put("ipAddress", backend.ipAddress());
        json.put("targetId", backend.targetId().orElse(null));
        json.put("port", backend.port());
        json.put("weight", backend.weight());
        json.put("isDrain", backend.drain());
        json.put("isBackup", backend.backup());
        json.put("isOffline", backend.offline());
        return json;
    }

    @Override
    public Map<String, @Nullable Object> json(WorkRequest workRequest, String compartmentId) {
        return workRequest.ofNetworkLoadBalancer(compartmentId);
    }

    @Override
    public Map<String, Object> json(LoadBalancerState balancer, HealthReports.Report report) {
        return Map.of("timestamp", report.at(), "healthCheckStatus", report.status());
    }

    @Override
    public BackendSetState created(String name, OciBody body) {
        HealthChecker checker = body.object("healthChecker")
                .map(HealthChecker::read)
                .orElseThrow(() -> Refusal.invalid("healthChecker is missing"));
        return updated(new BackendSetState(name, body.neededText("policy"), List.of(), checker, Map.of()), body);
    }

    @Override
    public BackendSetState updated(BackendSetState present, OciBody body) {
        String policy = body.text("policy").orElse(present.policy());
        if (!POLICIES.contains(policy)) {
            throw Refusal.invalid("policy is " + policy + "; there are " + POLICIES);
        }
        Map<String, Object> settings = new LinkedHashMap<>(present.otherSettings());
        for (String flag : List.of("isPreserveSource", FAIL_OPEN, "isInstantFailoverEnabled")) {
            body.flag(flag).ifPresent(value -> settings.put(flag, value));
        }
        body.text("ipVersion").ifPresent(version -> settings.put("ipVersion", version));
        HealthChecker checker =
                body.object("healthChecker").map(HealthChecker::read).orElse(present.healthChecker());
        BackendSetState set = new BackendSetState(
                present.name(), policy, body.has("backends") ? List.of() : present.backends(), checker, settings);
        for (OciBody backend : body.objects("backends")) {
            set = set.adding(created(backend));
        }
        return set;
    }

    @Override
    public ListenerState createdListener(String name, OciBody body) {
        return ListenerState.createdInNetwork(name, body);
    }

    @Override
    public ListenerState updatedListener(ListenerState present, OciBody body) {
        return present.updatedInNetwork(body);
    }

    /** A backend has the name that it is given, else address and port, else the target's OCID and port. */
    @Override
    public BackendState created(OciBody body) {
        int port = body.neededNumber("port", 0, PORTS);
        String host = body.text("ipAddress")
                .or(() -> body.text("targetId"))
                .orElseThrow(() -> Refusal.invalid("ipAddress and targetId are missing; one of them is needed"));
        return new BackendState(
                body.text("ipAddress").orElseGet(() -> machines.address(host)),
                port,
                body.number("weight", 1, MOST_WEIGHT).orElse(1),
                0,
                body.flag("isDrain").orElse(false),
                body.flag("isOffline").orElse(false),
                body.flag("isBackup").orElse(false),
                body.text("name").orElse(BackendState.nameOf(host, port)),
                body.text("targetId"));
    }

    @Override
    public BackendState updated(BackendState present, OciBody body) {
        return new BackendState(
                present.ipAddress(),
                present.port(),
                body.number("weight", 1, MOST_WEIGHT).orElse(present.weight()),
                0,
                body.flag("isDrain").orElse(present.drain()),
                body.flag("isOffline").orElse(present.offline()),
                body.flag("isBackup").orElse(present.backup()),
                present.name(),
                present.targetId());
    }
}
