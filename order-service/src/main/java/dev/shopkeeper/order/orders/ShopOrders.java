package dev.shopkeeper.order.orders;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
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

    /**
     * Locks orders in the order of their ids. Whoever changes several orders in one transaction begins with this, so that
     * those who want the same orders wait for one another and never deadlock.
     */
    @Query(
            value = "select order_id from shop_order where order_id in (:orderIds) order by order_id"
                    + " for no key update",
            nativeQuery = true)
    List<String> lockAll(Collection<String> orderIds);
}
