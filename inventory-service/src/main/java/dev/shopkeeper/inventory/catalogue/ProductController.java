package dev.shopkeeper.inventory.catalogue;

import dev.shopkeeper.starter.bulk.Bulk;
import dev.shopkeeper.starter.bulk.BulkAnswer;
import dev.shopkeeper.starter.bulk.BulkBody;
import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.bulk.FieldsBody;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.web.EntityTags;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue for shop operations. */
@RestController
@RequestMapping("/admin/v1/products")
class ProductController {

    private final Catalogue catalogue;

    ProductController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping
    Page<ProductView> list(
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String brand,
            @RequestParam(name = "merchant_id", required = false) @Nullable String merchantId,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "false") boolean withdrawn,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        ProductFilter filter = new ProductFilter(category, brand, merchantId, q, false, withdrawn);
        return ProductPages.page(catalogue, filter, limit, cursor, ProductView::of);
    }

    @GetMapping("/{itemId}")
    ResponseEntity<ProductView> get(@PathVariable String itemId) {
        return tagged(catalogue.find(itemId).orElseThrow(() -> ProblemException.notFound("product", itemId)));
    }

    @PutMapping("/{itemId}")
    ResponseEntity<ProductView> put(
            @PathVariable String itemId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @FieldsBody ProductRequest request) {
        String fault = Fields.refuseId(itemId);
        if (fault != null) {
            throw ProblemException.invalid("itemId", Fields.shortened(itemId), fault);
        }
        if (request.itemId() != null && !request.itemId().equals(itemId)) {
            throw ProblemException.invalid("item_id", request.itemId(), "must be the item of the path or absent");
        }
        return tagged(catalogue.put(itemId, request.content(), EntityTags.version(ifMatch, "the item")));
    }

    @PostMapping
    BulkAnswer upsert(@BulkBody("products") Bulk<ProductEntry> bulk) {
        catalogue.upsert(bulk);
        return bulk.answer();
    }

    @DeleteMapping("/{itemId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(
            @PathVariable String itemId, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        catalogue.withdraw(itemId, EntityTags.version(ifMatch, "the item"));
    }

    private static ResponseEntity<ProductView> tagged(Product product) {
        return ResponseEntity.ok().eTag(EntityTags.of(product.version())).body(ProductView.of(product));
    }
}
