package dev.shopkeeper.membership.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a campaign is in its life; told from its times, and never stored. */
public enum CampaignState {
    /** It has not begun. */
    PLANNED,
    /** Coupons are issued and taken. */
    RUNNING,
    /** Its time is over, or it was ended before. */
    ENDED;

    static CampaignState at(Instant now, Instant from, Instant to, @Nullable Instant endedAt) {
        if (endedAt != null || !now.isBefore(to)) {
            return ENDED;
        }
        return now.isBefore(from) ? PLANNED : RUNNING;
    }
}
