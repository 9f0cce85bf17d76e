package dev.shopkeeper.membership.profile;

import dev.shopkeeper.membership.activity.ActivityView;
import dev.shopkeeper.membership.member.MemberView;
import java.time.Instant;

/** A member with what it did and bought. */
record MemberProfile(String userId, Instant joinedAt, String tier, Instant tierSince, ActivityView activity) {

    static MemberProfile of(MemberView member, ActivityView activity) {
        return new MemberProfile(member.userId(), member.joinedAt(), member.tier(), member.tierSince(), activity);
    }
}
