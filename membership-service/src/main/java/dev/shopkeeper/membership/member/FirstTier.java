package dev.shopkeeper.membership.member;

/** The tier that everybody has from the first second on. */
public final class FirstTier {

    public static final String NAME = "ordinary";

    private FirstTier() {}
}
