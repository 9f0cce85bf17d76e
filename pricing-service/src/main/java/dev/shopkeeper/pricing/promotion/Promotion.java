package dev.shopkeeper.pricing.promotion;

import dev.shopkeeper.events.EventJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.annotations.ColumnTransformer;
import org.springframework.data.domain.Persistable;

/** A discount for a time. Once made it does not change; what becomes of it is said by the suggestions of its items. */
@Entity
@Table(name = "promotion")
class Promotion implements Persistable<String> {

    @Id
    @Column(name = "promotion_id")
    private String promotionId;

    @Column(name = "names", columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    private String names;

    @Column(name = "discount")
    private BigDecimal discount;

    @Column(name = "starts_at")
    private Instant startsAt;

    @Column(name = "ends_at")
    private Instant endsAt;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "refused", columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    private String refused;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Promotion() {}

    Promotion(PromotionRequest request, Instant at) {
        this.promotionId = request.promotionId();
        this.names = EventJson.mapper().writeValueAsString(request.names());
        this.discount = request.discount();
        this.startsAt = request.from();
        this.endsAt = request.to();
        this.createdAt = at;
        this.refused = "[]";
    }

    /** Keeps which items cannot be part of it, and why. */
    void refuse(List<PromotionView.RefusedItem> items) {
        refused = EventJson.mapper().writeValueAsString(items);
    }

    List<PromotionView.RefusedItem> refused() {
        return List.of(EventJson.mapper().readValue(refused, PromotionView.RefusedItem[].class));
    }

    @Override
    public String getId() {
        return promotionId;
    }

    /** Only new ones are saved. */
    @Override
    public boolean isNew() {
        return true;
    }

    Map<String, String> names() {
        Map<String, String> read = new TreeMap<>();
        EventJson.mapper()
                .readTree(names)
                .properties()
                .forEach(each -> read.put(each.getKey(), each.getValue().asString()));
        return read;
    }

    BigDecimal discount() {
        return discount.stripTrailingZeros();
    }

    Instant startsAt() {
        return startsAt;
    }

    Instant endsAt() {
        return endsAt;
    }

    Instant createdAt() {
        return createdAt;
    }
}
