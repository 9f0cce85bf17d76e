package dev.shopkeeper.membership.member;

import java.time.Instant;

/** A member as listings show it. */
public record MemberView(String userId, Instant joinedAt, String tier, Instant tierSince) {}
