package dev.shopkeeper.order.eligibility;

import dev.shopkeeper.starter.bulk.FieldsBody;
import dev.shopkeeper.starter.paging.Page;
import dev.shopkeeper.starter.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Versions of the return policy over HTTP. */
@RestController
@RequestMapping("/admin/v1/return-policies")
@Tag(name = "Return policies")
class PolicyController {

    private final StoredPolicies policies;

    PolicyController(StoredPolicies policies) {
        this.policies = policies;
    }

    @PostMapping
    @Operation(
            operationId = "storeReturnPolicy",
            summary = "Store the next version of the return policy",
            description =
                    "It holds for orders placed from effective_from on, until the next. Its rules decide every day"
                            + " exactly once, for every outcome that they name, every category and tier; a gap or an overlap is"
                            + " refused and named. allowed is true where it is absent, automatic false. The same again under its"
                            + " policy_id is the same version; other content under it is a conflict, and so is a second version"
                            + " with the same effective_from.")
    @ApiResponse(responseCode = "201", description = "The version; its address is in Location")
    ResponseEntity<PolicyView> store(@FieldsBody PolicyEntry request) {
        PolicyView view = policies.store(request);
        return ResponseEntity.created(URI.create("/admin/v1/return-policies/" + view.version()))
                .body(view);
    }

    @GetMapping
    @Operation(operationId = "listReturnPolicies", summary = "List the versions", description = "By version.")
    Page<PolicyView> list(
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        return policies.list(PageRequest.of(limit, cursor));
    }

    @GetMapping("/{version}")
    @Operation(operationId = "getReturnPolicy", summary = "One version")
    PolicyView get(@PathVariable("version") long version) {
        return policies.view(version);
    }
}
