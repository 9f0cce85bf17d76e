package dev.shopkeeper.order.returns;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Returns as aggregates. */
interface OrderReturns extends Repository<OrderReturn, String> {

    Optional<OrderReturn> findById(String returnId);

    OrderReturn save(OrderReturn orderReturn);

    /** Which order a return belongs to, without loading the return before that order is locked. */
    @Query("select r.orderId from OrderReturn r where r.returnId = :returnId")
    Optional<String> orderOf(String returnId);

    @Query("select r from OrderReturn r where r.returnId > :after and (:orderId is null or r.orderId = :orderId)"
            + " and (:state is null or r.state = :state) order by r.returnId")
    List<OrderReturn> page(String after, @Nullable String orderId, @Nullable ReturnState state, Limit limit);

    @Query("select r from OrderReturn r where r.orderId = :orderId order by r.requestedAt, r.returnId")
    List<OrderReturn> ofOrder(String orderId);
}
