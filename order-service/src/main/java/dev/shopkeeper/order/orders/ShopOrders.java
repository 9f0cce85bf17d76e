package dev.shopkeeper.order.orders;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Orders as aggregates. */
public interface ShopOrders extends Repository<ShopOrder, String> {

    Optional<ShopOrder> findById(String orderId);

    /** Loads an order and locks it until the transaction ends; verbs begin with this. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select o from ShopOrder o where o.orderId = :orderId")
    Optional<ShopOrder> lock(String orderId);
}
