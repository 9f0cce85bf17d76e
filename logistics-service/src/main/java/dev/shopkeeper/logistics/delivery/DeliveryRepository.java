package dev.shopkeeper.logistics.delivery;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Deliveries as aggregates. */
interface DeliveryRepository extends Repository<Delivery, String> {

    Optional<Delivery> findById(String deliveryId);

    /** Loads deliveries and locks them, in the order of their ids. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Delivery d where d.deliveryId in :deliveryIds order by d.deliveryId")
    List<Delivery> lockAll(Collection<String> deliveryIds);

    /** Loads a delivery and locks it until the transaction ends; verbs begin with this. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Delivery d where d.deliveryId = :deliveryId")
    Optional<Delivery> lock(String deliveryId);

    @Query("select d from Delivery d where d.deliveryId > :after and (:orderId is null or d.orderId = :orderId)"
            + " and (:state is null or d.state = :state) order by d.deliveryId")
    List<Delivery> page(String after, @Nullable String orderId, @Nullable DeliveryState state, Limit limit);
}
