package io.github.evenkeel.testkit.services;

import io.github.evenkeel.model.KubernetesVersion;
import io.github.evenkeel.testkit.kubernetes.KubernetesApi;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ServiceControllerTest extends ServiceControllerContract {
    ServiceControllerTest() {
        super(api());
    }

    private static ServiceScene.Api api() {
        KubernetesApi api = KubernetesApi.start(() -> KubernetesVersion.parse("v1.32.1"));
        api.bind("service-controller", ServiceController.clusterRole());
        return new ServiceScene.Api(
                api.client("tester"), api.client("node-agents"), api.client("service-controller"), api::close);
    }
}
