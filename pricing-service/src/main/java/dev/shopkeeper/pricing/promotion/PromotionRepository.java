package dev.shopkeeper.pricing.promotion;

import dev.shopkeeper.pricing.suggestion.SuggestionState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Promotions as aggregates. */
interface PromotionRepository extends Repository<Promotion, String> {

    Optional<Promotion> findById(String promotionId);

    Promotion save(Promotion promotion);

    /** Lets no other transaction make a promotion of this id until this one ends. */
    @Query(nativeQuery = true, value = "select 1 from pg_advisory_xact_lock(hashtextextended(:promotionId, 1))")
    int lock(String promotionId);

    /** Those with an item, or an item in a state, or this item in this state; by their ids. */
    @Query("select p from Promotion p where p.promotionId > :after and exists"
            + " (select 1 from Suggestion s where s.promotionId = p.promotionId"
            + " and (:itemId is null or s.itemId = :itemId) and (:state is null or s.state = :state))"
            + " order by p.promotionId")
    List<Promotion> page(String after, @Nullable String itemId, @Nullable SuggestionState state, Limit limit);

    /** Writes what is new now, for the statements that follow in the transaction. */
    void flush();
}
