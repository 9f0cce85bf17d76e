package dev.shopkeeper.inventory.purchase;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Purchase orders as aggregates. */
interface PurchaseOrderRepository extends Repository<PurchaseOrder, String> {

    Optional<PurchaseOrder> findById(String purchaseOrderId);

    PurchaseOrder save(PurchaseOrder order);

    /** Writes what is changed now, for the statements that follow in the transaction. */
    void flush();

    /** Loads a purchase order and locks it until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from PurchaseOrder p where p.purchaseOrderId = :purchaseOrderId")
    Optional<PurchaseOrder> lock(String purchaseOrderId);

    @Query("select p from PurchaseOrder p where p.itemId = :itemId and p.locationId = :locationId"
            + " and p.state = dev.shopkeeper.inventory.purchase.PurchaseOrderState.DRAFT")
    List<PurchaseOrder> drafts(String itemId, String locationId);

    @NativeQuery("select purchase_order_id from purchase_order left join product using (item_id) where state = 'DRAFT'"
            + " and (active and withdrawn_at is null) is not true and purchase_order_id > :after"
            + " order by purchase_order_id limit :limit")
    List<String> draftsNotOnSale(String after, int limit);

    @NativeQuery("select exists (select from product where item_id = :itemId and active and withdrawn_at is null)")
    boolean onSale(String itemId);

    @Query("select p from PurchaseOrder p where p.purchaseOrderId > :after and (:itemId is null or p.itemId = :itemId)"
            + " and (:supplierId is null or p.supplierId = :supplierId) and (:state is null or p.state = :state)"
            + " order by p.purchaseOrderId")
    List<PurchaseOrder> page(
            String after,
            @Nullable String itemId,
            @Nullable String supplierId,
            @Nullable PurchaseOrderState state,
            Limit limit);
}
