package dev.shopkeeper.pricing.promotion;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Promotions as aggregates. */
interface PromotionRepository extends Repository<Promotion, String> {

    Optional<Promotion> findById(String promotionId);

    Promotion save(Promotion promotion);

    /** Writes what is new now, for the statements that follow in the transaction. */
    void flush();
}
