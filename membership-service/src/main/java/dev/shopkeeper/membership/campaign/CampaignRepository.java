package dev.shopkeeper.membership.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Campaigns as aggregates. */
interface CampaignRepository extends Repository<Campaign, String> {

    Optional<Campaign> findById(String campaignId);

    Campaign save(Campaign campaign);

    /** Writes what is changed now, for the statements that follow in the transaction. */
    void flush();

    /** By id, those of one state or of any. */
    @Query("""
            select c from Campaign c where c.campaignId > :after and (:state is null
                or :state = 'PLANNED' and c.endedAt is null and c.startsAt > :now
                or :state = 'RUNNING' and c.endedAt is null and c.startsAt <= :now and c.endsAt > :now
                or :state = 'ENDED' and (c.endedAt is not null or c.endsAt <= :now))
            order by c.campaignId
            """)
    List<Campaign> page(String after, @Nullable String state, Instant now, Limit limit);

    @Query("""
            select c from Campaign c where c.endedAt is null and c.startsAt <= :now and c.endsAt > :now
            order by c.campaignId
            """)
    List<Campaign> running(Instant now);
}
