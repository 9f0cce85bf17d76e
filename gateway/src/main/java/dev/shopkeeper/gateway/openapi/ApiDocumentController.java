package dev.shopkeeper.gateway.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The API document of the whole platform, and that of the gateway alone. */
@Hidden
@RestController
class ApiDocumentController {

    private final OpenApiWebMvcResource generated;
    private final GatewayDocument gateway;
    private final ServiceDocuments services;

    ApiDocumentController(OpenApiWebMvcResource generated, GatewayDocument gateway, ServiceDocuments services) {
        this.generated = generated;
        this.gateway = gateway;
        this.services = services;
    }

    @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
    JsonNode platform(HttpServletRequest request) throws JsonProcessingException {
        Map<String, JsonNode> parts = new LinkedHashMap<>();
        parts.put("gateway", gateway(request));
        parts.putAll(services.all());
        return PlatformDocument.merge(parts);
    }

    @GetMapping(path = "/v3/api-docs/gateway", produces = MediaType.APPLICATION_JSON_VALUE)
    JsonNode gateway(HttpServletRequest request) throws JsonProcessingException {
        return gateway.complete(generated.openapiJson(request, "/v3/api-docs/generated", Locale.ENGLISH));
    }
}
