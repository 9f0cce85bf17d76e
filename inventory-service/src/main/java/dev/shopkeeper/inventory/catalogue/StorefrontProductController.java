package dev.shopkeeper.inventory.catalogue;

import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue for storefronts: what is on sale, in the visitor's language. */
@RestController
@RequestMapping("/api/v1/products")
class StorefrontProductController {

    private final Catalogue catalogue;

    StorefrontProductController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping
    ResponseEntity<Page<StorefrontProduct>> list(
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String acceptLanguage,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String brand,
            @RequestParam(name = "merchant_id", required = false) @Nullable String merchantId,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Languages languages = Languages.of(acceptLanguage);
        ProductFilter filter = new ProductFilter(category, brand, merchantId, q, true, false);
        return ResponseEntity.ok()
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(ProductPages.page(
                        catalogue, filter, limit, cursor, product -> StorefrontProduct.of(product, languages)));
    }

    @GetMapping("/{itemId}")
    ResponseEntity<StorefrontProduct> get(
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String acceptLanguage,
            @PathVariable String itemId) {
        StorefrontProduct product = catalogue
                .find(itemId)
                .filter(Product::onSale)
                .map(found -> StorefrontProduct.of(found, Languages.of(acceptLanguage)))
                .orElseThrow(() -> ProblemException.notFound("product", itemId));
        return ResponseEntity.ok()
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header(HttpHeaders.CONTENT_LANGUAGE, product.language())
                .body(product);
    }
}
