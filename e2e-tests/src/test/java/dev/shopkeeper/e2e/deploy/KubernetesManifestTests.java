package dev.shopkeeper.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The manifests, parsed by the Kubernetes client's own strict models. */
class KubernetesManifestTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static List<Map<String, Object>> documents() {
        List<Map<String, Object>> documents = new ArrayList<>();
        for (Path file : Repository.files("deploy/kubernetes", ".yaml")) {
            documents.addAll(Repository.yaml(file));
        }
        return documents;
    }

    private static Object parse(Map<String, Object> document) throws IOException {
        String json = JSON.writeValueAsString(document);
        String kind = document.get("apiVersion") + " " + document.get("kind");
        return switch (kind) {
            case "apps/v1 Deployment" -> V1Deployment.fromJson(json);
            case "v1 Service" -> V1Service.fromJson(json);
            case "v1 ConfigMap" -> V1ConfigMap.fromJson(json);
            case "policy/v1 PodDisruptionBudget" -> V1PodDisruptionBudget.fromJson(json);
            case "autoscaling/v2 HorizontalPodAutoscaler" -> V2HorizontalPodAutoscaler.fromJson(json);
            case "networking.k8s.io/v1 NetworkPolicy" -> V1NetworkPolicy.fromJson(json);
            case "kustomize.config.k8s.io/v1beta1 Kustomization" -> document;
            default -> throw new IllegalArgumentException("a manifest of unknown kind: " + kind);
        };
    }

    private static Map<String, V1Deployment> deployments() throws IOException {
        Map<String, V1Deployment> deployments = new TreeMap<>();
        for (Map<String, Object> document : documents()) {
            if (parse(document) instanceof V1Deployment deployment) {
                deployments.put(Objects.requireNonNull(deployment.getMetadata().getName()), deployment);
            }
        }
        return deployments;
    }

    private static V1PodSpec pod(V1Deployment deployment) {
        return Objects.requireNonNull(deployment.getSpec().getTemplate().getSpec());
    }

    @Test
    void everyManifestIsOfAKnownKindAndHasNoUnknownField() throws IOException {
        assertThat(documents()).hasSizeGreaterThan(20);
        for (Map<String, Object> document : documents()) {
            assertThat(parse(document)).isNotNull();
        }
    }

    @Test
    void aMisspeltFieldWouldBeRefused() {
        Map<String, Object> misspelt = Map.of(
                "apiVersion",
                "apps/v1",
                "kind",
                "Deployment",
                "metadata",
                Map.of("name", "x"),
                "specification",
                Map.of());

        assertThatThrownBy(() -> parse(misspelt)).hasMessageContaining("specification");
    }

    @Test
    void everyApplicationIsDeployed() throws IOException {
        assertThat(deployments().keySet()).containsExactlyElementsOf(Repository.APPLICATIONS);
    }

    @Test
    void everyApplicationRunsWithNoMoreRightsThanItNeeds() throws IOException {
        deployments().forEach((name, deployment) -> {
            V1Container container = pod(deployment).getContainers().getFirst();
            assertThat(pod(deployment).getSecurityContext().getRunAsNonRoot())
                    .as(name)
                    .isTrue();
            assertThat(pod(deployment).getAutomountServiceAccountToken())
                    .as(name)
                    .isFalse();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .as(name)
                    .isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .as(name)
                    .isFalse();
            assertThat(container.getResources().getLimits()).as(name).containsKey("memory");
            assertThat(container.getLivenessProbe()).as(name).isNotNull();
            assertThat(container.getReadinessProbe()).as(name).isNotNull();
            assertThat(container.getStartupProbe()).as(name).isNotNull();
        });
    }

    @Test
    void everyVolumeMountHasItsVolume() throws IOException {
        deployments().forEach((name, deployment) -> {
            Set<String> volumes = pod(deployment).getVolumes().stream()
                    .map(volume -> volume.getName())
                    .collect(Collectors.toSet());
            Set<String> mounts = pod(deployment).getContainers().getFirst().getVolumeMounts().stream()
                    .map(mount -> mount.getName())
                    .collect(Collectors.toSet());
            assertThat(mounts).as(name).isEqualTo(volumes);
        });
    }

    @Test
    void noSecretStandsInAManifest() throws IOException {
        for (V1Deployment deployment : deployments().values()) {
            for (V1EnvVar variable : pod(deployment).getContainers().getFirst().getEnv()) {
                if (variable.getName().matches(".*(SECRET|PASSWORD)")) {
                    assertThat(variable.getValue()).as(variable.getName()).isNull();
                    assertThat(variable.getValueFrom().getSecretKeyRef())
                            .as(variable.getName())
                            .isNotNull();
                }
            }
        }
    }

    @Test
    void theKustomizationListsEveryFile() {
        Path base = Repository.root().resolve("deploy/kubernetes");
        Map<String, Object> kustomization =
                Repository.yaml(base.resolve("kustomization.yaml")).getFirst();
        List<String> files = Repository.files("deploy/kubernetes", ".yaml").stream()
                .map(file -> base.relativize(file).toString())
                .filter(file -> !file.equals("kustomization.yaml"))
                .toList();

        assertThat((List<?>) kustomization.get("resources"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .containsExactlyInAnyOrderElementsOf(files);
    }

    @Test
    void theChartDeploysTheSameApplicationsWithTheSameMemory() throws IOException {
        Map<String, Object> values = Repository.yaml(Repository.root().resolve("deploy/helm/shopkeeper/values.yaml"))
                .getFirst();
        Map<String, Object> applications = Repository.map(Objects.requireNonNull(values.get("applications")));

        Map<String, V1Deployment> deployments = deployments();
        assertThat(applications.keySet()).containsExactlyInAnyOrderElementsOf(deployments.keySet());
        applications.forEach((name, application) -> {
            V1Deployment deployment = Objects.requireNonNull(deployments.get(name));
            Map<String, Quantity> limits = Objects.requireNonNull(
                    pod(deployment).getContainers().getFirst().getResources().getLimits());
            assertThat(new Quantity(String.valueOf(Repository.map(application).get("memory"))).getNumber())
                    .as(name)
                    .isEqualByComparingTo(
                            Objects.requireNonNull(limits.get("memory")).getNumber());
        });
    }

    @Test
    void composeAndTheChartGiveWhatTheManifestsGive() throws IOException {
        Map<String, Object> services = Repository.map(
                Objects.requireNonNull(Repository.yaml(Repository.root().resolve("docker-compose.yml"))
                        .getFirst()
                        .get("services")));
        Map<String, Object> values = Repository.yaml(Repository.root().resolve("deploy/helm/shopkeeper/values.yaml"))
                .getFirst();

        deployments().forEach((name, deployment) -> {
            V1Container container = pod(deployment).getContainers().getFirst();
            Quantity memory = Objects.requireNonNull(
                    Objects.requireNonNull(container.getResources().getLimits()).get("memory"));
            String temporary = pod(deployment).getVolumes().stream()
                    .filter(volume -> volume.getName().equals("tmp"))
                    .map(volume -> String.valueOf(Objects.requireNonNull(volume.getEmptyDir())
                            .getSizeLimit()
                            .toSuffixedString()))
                    .collect(Collectors.joining());
            Map<String, Object> service = Repository.map(Objects.requireNonNull(services.get(name)));
            assertThat(new Quantity(String.valueOf(service.get("mem_limit")).replace("m", "Mi")).getNumber())
                    .as("mem_limit of %s", name)
                    .isEqualByComparingTo(memory.getNumber());
            assertThat(String.valueOf(service.get("tmpfs")))
                    .as("tmpfs of %s", name)
                    .isEqualToIgnoringCase("[/tmp:size=" + temporary.replace("Mi", "m") + ",mode=1777]");
            assertThat(values.get("tmp")).as("tmp of the chart, for %s", name).isEqualTo(temporary);
            assertThat(addresses(container)).as("addresses of %s", name).isEqualTo(addresses(service));
        });
    }

    /** Which others an application is told of. */
    private static Set<String> addresses(V1Container container) {
        return container.getEnv().stream()
                .map(V1EnvVar::getName)
                .filter(KubernetesManifestTests::isAddress)
                .collect(Collectors.toSet());
    }

    private static Set<String> addresses(Map<String, Object> service) {
        return Repository.map(Objects.requireNonNull(service.get("environment"))).keySet().stream()
                .filter(KubernetesManifestTests::isAddress)
                .collect(Collectors.toSet());
    }

    private static boolean isAddress(String variable) {
        return variable.endsWith("_URL") && !variable.equals("DB_URL");
    }

    @Test
    void prometheusFindsThePodsByTheLabelsThatTheyHave() throws IOException {
        String configuration = Repository.text(Repository.root().resolve("deploy/prometheus/kubernetes.yml"));
        assertThat(configuration)
                .contains("__meta_kubernetes_pod_label_app_kubernetes_io_part_of], action: keep, regex: shopkeeper");

        for (V1Deployment deployment : deployments().values()) {
            Map<String, String> labels = Objects.requireNonNull(
                    Objects.requireNonNull(deployment.getSpec().getTemplate().getMetadata())
                            .getLabels());
            assertThat(labels)
                    .containsEntry("app.kubernetes.io/part-of", "shopkeeper")
                    .containsKey("app.kubernetes.io/name");
            assertThat(pod(deployment).getContainers().getFirst().getPorts())
                    .extracting(V1ContainerPort::getName)
                    .containsExactly("http");
        }
    }
}
