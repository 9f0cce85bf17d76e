package dev.shopkeeper.recommendation.catalogue;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the catalogue is read.
 *
 * @param consumableAttribute name of the item attribute that is {@code true} for what is bought again and again
 */
@ConfigurationProperties("shopkeeper.recommendation.catalogue")
public record CatalogueSettings(@DefaultValue("consumable") String consumableAttribute) {}
