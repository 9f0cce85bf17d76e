package dev.shopkeeper.pricing.suggestion;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Suggestions as aggregates. */
interface SuggestionRepository extends Repository<Suggestion, String> {

    Optional<Suggestion> findById(String suggestionId);

    Suggestion save(Suggestion suggestion);

    /** Writes what is changed now, for the statements that follow in the transaction. */
    void flush();

    /** Whose price it is about; known before it is loaded, so that the item can be locked first. */
    @Query("select s.itemId from Suggestion s where s.suggestionId = :suggestionId")
    Optional<String> itemOf(String suggestionId);

    Optional<Suggestion> findByItemIdAndKindAndState(String itemId, SuggestionKind kind, SuggestionState state);

    List<Suggestion> findAllByItemIdAndKindAndState(String itemId, SuggestionKind kind, SuggestionState state);

    List<Suggestion> findByPromotionIdOrderByItemId(String promotionId);

    /** How many items of a promotion are in a state. */
    interface ItemsInState {

        String getPromotionId();

        SuggestionState getState();

        long getItems();
    }

    @Query("select s.promotionId as promotionId, s.state as state, count(s) as items from Suggestion s"
            + " where s.promotionId in :promotionIds group by s.promotionId, s.state")
    List<ItemsInState> itemsByState(Collection<String> promotionIds);

    @Query("select s from Suggestion s where s.suggestionId > :after and (:itemId is null or s.itemId = :itemId)"
            + " and (:state is null or s.state = :state) order by s.suggestionId")
    List<Suggestion> page(String after, @Nullable String itemId, @Nullable SuggestionState state, Limit limit);

    /** Promotions that have not ended and overlap a time, of these items. */
    @Query("select s from Suggestion s where s.itemId in :itemIds and s.kind = SuggestionKind.PROMOTION"
            + " and s.state in (SuggestionState.SUGGESTED, SuggestionState.APPROVED, SuggestionState.LIVE)"
            + " and s.startsAt < :until and s.endsAt > :from order by s.itemId, s.suggestionId")
    List<Suggestion> overlapping(List<String> itemIds, Instant from, Instant until);

    @Query("select s.suggestionId from Suggestion s where s.kind = SuggestionKind.PROMOTION"
            + " and s.state in (SuggestionState.SUGGESTED, SuggestionState.APPROVED, SuggestionState.LIVE)"
            + " and s.endsAt <= :now"
            + " and s.suggestionId > :after order by s.suggestionId")
    List<String> toEnd(Instant now, String after, Limit limit);

    @Query("select s.suggestionId from Suggestion s where s.kind = SuggestionKind.PROMOTION"
            + " and s.state = SuggestionState.APPROVED and s.startsAt <= :now and s.endsAt > :now"
            + " and s.suggestionId > :after order by s.suggestionId")
    List<String> toStart(Instant now, String after, Limit limit);

    /** A promotion that is due, locked; none where it is not due any more or another replica is at it. */
    @Query(nativeQuery = true, value = """
            select * from suggestion where suggestion_id = :suggestionId and kind = 'PROMOTION'
                and (state = 'APPROVED' and starts_at <= :now
                     or state in ('SUGGESTED', 'APPROVED', 'LIVE') and ends_at <= :now)
            for update skip locked
            """)
    Optional<Suggestion> takeDue(String suggestionId, Instant now);
}
