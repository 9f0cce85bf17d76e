package dev.shopkeeper.inventory.imports.upload;

import java.util.UUID;

/**
 * A file that is here completely.
 *
 * @param sha256 of its bytes as they were sent, hexadecimal
 */
public record Upload(UUID id, String sha256, long size) {}
