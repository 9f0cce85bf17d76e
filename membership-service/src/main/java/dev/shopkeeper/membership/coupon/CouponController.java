package dev.shopkeeper.membership.coupon;

import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.bulk.FieldsBody;
import dev.shopkeeper.starter.security.PersonalAccess;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Coupons over HTTP, for the shop's checkout and for members. */
@RestController
@Tag(name = "Coupons")
class CouponController {

    private final Reservations reservations;
    private final CouponList coupons;
    private final PersonalAccess access;

    CouponController(Reservations reservations, CouponList coupons, PersonalAccess access) {
        this.reservations = reservations;
        this.coupons = coupons;
        this.access = access;
    }

    /** What is to be ordered, and the client's own name of the basket. */
    record ReserveRequest(Money orderTotal, @Nullable String reference) {

        static ReserveRequest read(Fields fields) {
            return new ReserveRequest(fields.money("order_total"), fields.idOrNull("reference"));
        }
    }

    record ReleaseRequest(UUID reservationId) {

        private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
        private static final UUID NONE = new UUID(0, 0);
        private static final int LENGTH = 36;

        static ReleaseRequest read(Fields fields) {
            String given = fields.text("reservation_id", LENGTH);
            boolean isId = UUID_FORM.matcher(given).matches();
            if (!isId && !given.isEmpty()) {
                fields.refuse("reservation_id", given, "must be the reservation_id of a reservation");
            }
            return new ReleaseRequest(isId ? UUID.fromString(given) : NONE);
        }
    }

    @PostMapping("/api/v1/coupons/{code}/reserve")
    @Operation(
            operationId = "reserveCoupon",
            summary = "Reserve a coupon for a basket",
            description =
                    "Charges the campaign's budget at once. The order that names the code in coupon_codes confirms it;"
                            + " without one it is given back after expires_at. The same reference again answers the same"
                            + " reservation. 409 says by its code why the coupon is not taken. For the member, by the shop's signed"
                            + " user token, and for operators; for all others there is no such coupon.")
    ReservationView reserve(@PathVariable("code") String code, @FieldsBody ReserveRequest request) {
        return reservations.reserve(code, request.orderTotal(), request.reference());
    }

    @PostMapping("/api/v1/coupons/{code}/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "releaseCoupon",
            summary = "Give a reservation back",
            description = "Again, or after it has expired, changes nothing. 409 where an order was placed by it.")
    @ApiResponse(responseCode = "204", description = "It is given back")
    void release(@PathVariable("code") String code, @FieldsBody ReleaseRequest request) {
        reservations.release(code, request.reservationId());
    }

    @GetMapping("/api/v1/members/{id}/coupons")
    @Operation(
            operationId = "listMemberCoupons",
            summary = "The coupons that a member may use now",
            description = "Told to the member, by the shop's signed user token, and to operators.")
    MemberCoupons coupons(@PathVariable("id") String id) {
        access.require(id);
        return new MemberCoupons(id, coupons.of(id));
    }
}
