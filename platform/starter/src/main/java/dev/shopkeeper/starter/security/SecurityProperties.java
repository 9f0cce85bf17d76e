package dev.shopkeeper.starter.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code shopkeeper.security}.
 *
 * @param internalSecret signs internal tokens; at least 32 bytes, no default
 */
@ConfigurationProperties("shopkeeper.security")
public record SecurityProperties(@DefaultValue("") String internalSecret) {

    /** Never the secret. */
    @Override
    public String toString() {
        return "SecurityProperties[internalSecret=***]";
    }
}
