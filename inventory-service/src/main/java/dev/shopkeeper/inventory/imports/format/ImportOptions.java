package dev.shopkeeper.inventory.imports.format;

import java.nio.charset.Charset;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a file does not say itself.
 *
 * @param charset null to find out: UTF-8 if all bytes are valid UTF-8 (or a byte order mark says so), else Windows-1252,
 *     of which Latin-1 is a part
 * @param zone of times without one
 * @param currency of amounts without one, or null
 * @param language of titles without one
 * @param namespace by which ids are derived where a file has none: the file's hash
 */
public record ImportOptions(
        @Nullable Charset charset, ZoneId zone, @Nullable String currency, String language, String namespace) {}
