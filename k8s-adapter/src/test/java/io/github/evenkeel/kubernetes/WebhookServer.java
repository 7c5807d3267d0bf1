package io.github.evenkeel.kubernetes;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.evenkeel.testkit.kubernetes.EvictionRequest;
import io.github.evenkeel.testkit.kubernetes.EvictionReview;
import io.github.evenkeel.testkit.kubernetes.EvictionWebhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An admission webhook for evictions on a real API server: an HTTPS server in this JVM, with the configuration that
 * makes the API server ask it. Closing it takes the configuration away.
 */
final class WebhookServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A pod that is not there; the API server asks webhooks before it looks. */
    private static final EvictionRequest TRIAL = new EvictionRequest("default", "webhook-trial", true);

    private final KubernetesClient administrator;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final EvictionWebhook webhook;
    private volatile boolean reached;

    private WebhookServer(KubernetesClient administrator, HttpsServer server, EvictionWebhook webhook) {
        this.administrator = administrator;
        this.server = server;
        this.webhook = webhook;
    }

    /** Returns once the API server asks it. */
    static WebhookServer start(KubernetesClient administrator, EvictionWebhook webhook) {
        ThrowawayCertificate certificate = ThrowawayCertificate.make();
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            WebhookServer started = new WebhookServer(administrator, server, webhook);
            server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
            server.setExecutor(started.threads);
            server.createContext("/", started::answer);
            server.start();
            started.register(certificate);
            await().atMost(Duration.ofMinutes(1)).until(started::isReached);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("No webhook", e);
        }
    }

    private void register(ThrowawayCertificate certificate) {
        administrator
                .resource(new ValidatingWebhookConfigurationBuilder()
                        .withNewMetadata()
                        .withName(Server.WEBHOOK)
                        .endMetadata()
                        .addNewWebhook()
                        .withName(Server.WEBHOOK)
                        .withAdmissionReviewVersions("v1")
                        .withSideEffects("NoneOnDryRun")
                        .withFailurePolicy("Fail")
                        .withTimeoutSeconds(10)
                        .withNewClientConfig()
                        .withUrl("https://127.0.0.1:" + server.getAddress().getPort() + "/")
                        .withCaBundle(certificate.bundle())
                        .endClientConfig()
                        .addNewRule()
                        .withApiGroups("")
                        .withApiVersions("v1")
                        .withOperations("CREATE")
                        .withResources("pods/eviction")
                        .endRule()
                        .endWebhook()
                        .build())
                .create();
    }

    private boolean isReached() {
        return trial() == 404 && reached;
    }

    /** The code that the API server answers to the eviction of a pod that is not there. */
    private int trial() {
        try {
            administrator.raw(
                    "/api/v1/namespaces/default/pods/" + TRIAL.pod() + "/eviction?dryRun=All",
                    "POST",
                    new EvictionBuilder()
                            .withNewMetadata()
                            .withNamespace(TRIAL.namespace())
                            .withName(TRIAL.pod())
                            .endMetadata()
                            .withDeleteOptions(new DeleteOptionsBuilder().build())
                            .build());
            return 201;
        } catch (KubernetesClientException e) {
            return e.getCode();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request =
                    JSON.readTree(exchange.getRequestBody().readAllBytes()).path("request");
            EvictionRequest eviction = new EvictionRequest(
                    request.path("namespace").asText(),
                    request.path("name").asText(),
                    request.path("dryRun").asBoolean());
            EvictionReview review = review(eviction);
            if (review instanceof EvictionReview.Unreachable) {
                return; // without an answer
            }
            byte[] body = JSON.writeValueAsBytes(response(request.path("uid").asText(), review));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private EvictionReview review(EvictionRequest eviction) {
        if (eviction.equals(TRIAL)) {
            reached = true;
            return EvictionReview.allowed();
        }
        try {
            return webhook.review(eviction);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return EvictionReview.unreachable(Server.WEBHOOK, "closed");
        }
    }

    private static ObjectNode response(String uid, EvictionReview review) {
        ObjectNode root = JSON.createObjectNode();
        root.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        ObjectNode response = root.putObject("response");
        response.put("uid", uid).put("allowed", review instanceof EvictionReview.Allowed);
        if (review instanceof EvictionReview.Denied denied) {
            response.putObject("status").put("code", denied.code()).put("message", denied.why());
        }
        return root;
    }

    @Override
    public void close() {
        administrator
                .admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName(Server.WEBHOOK)
                .delete();
        server.stop(0);
        threads.shutdownNow();
        // As long as the API server asks it still, evictions fail.
        await().atMost(Duration.ofMinutes(1)).until(() -> trial() == 404);
    }
}
