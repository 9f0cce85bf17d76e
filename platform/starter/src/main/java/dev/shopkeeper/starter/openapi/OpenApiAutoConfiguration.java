package dev.shopkeeper.starter.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.shopkeeper.starter.bulk.BulkBody;
import dev.shopkeeper.starter.bulk.FieldsBody;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Schema;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;

/** OpenAPI 3.1 with snake_case names, documented problems and credentials. */
@AutoConfiguration(beforeName = "org.springdoc.core.configuration.SpringDocConfiguration")
@ConditionalOnClass({OpenApiCustomizer.class, ModelResolver.class})
public class OpenApiAutoConfiguration {

    static {
        SpringDocUtils.getConfig().addAnnotationsToIgnore(FieldsBody.class, BulkBody.class);
        SpringDocUtils.getConfig().replaceWithSchema(JsonNode.class, new Schema<>().description("Any JSON"));
    }

    @Bean
    @ConditionalOnMissingBean
    OpenAPI openApi(@Value("${spring.application.name:application}") String application) {
        return new OpenAPI()
                .info(new Info()
                        .title(application)
                        .version("v1")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
    }

    /** The document's own mapper knows nothing of Spring's naming strategy. */
    @Bean
    @ConditionalOnMissingBean
    ModelResolver snakeCaseModels() {
        ObjectMapper mapper = Json31.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        return new ModelResolver(mapper).openapi31(true);
    }

    /** Amounts are decimal strings, whatever their Java type. */
    @Bean
    @ConditionalOnMissingBean(name = "moneyAsText")
    OpenApiCustomizer moneyAsText() {
        return new MoneyAsText();
    }

    @Bean
    @ConditionalOnMissingBean
    StrictBodies strictBodySchemas() {
        return new StrictBodies();
    }

    @Bean
    @ConditionalOnMissingBean(name = "optionalMayBeNull")
    OpenApiCustomizer optionalMayBeNull() {
        return new OptionalMayBeNull();
    }

    @Bean
    @ConditionalOnMissingBean(name = "problemResponses")
    OpenApiCustomizer problemResponses() {
        return new ProblemResponses();
    }
}
