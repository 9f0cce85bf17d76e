package dev.shopkeeper.starter.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code shopkeeper.web}.
 *
 * @param mostJson largest JSON body; other kinds of body are streamed and have limits of their own
 */
@ConfigurationProperties("shopkeeper.web")
public record WebLimits(@DefaultValue("5MB") DataSize mostJson) {}
