package dev.shopkeeper.membership.coupon;

import static dev.shopkeeper.membership.Stage.eventually;
import static dev.shopkeeper.membership.Stage.money;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.MemberCoupon;
import dev.shopkeeper.events.MemberUpdated;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.membership.Stage;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.schema.SchemaAssert;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.JdbcTemplate;

/** Members with potential, coupons of theirs, and the books by which they are counted. */
abstract class CouponScene {

    final ApiClient api;
    final JdbcTemplate jdbc;
    final Stage stage;
    private final KafkaProbe kafka;
    String user = "";

    CouponScene(ApiClient api, KafkaProbe kafka, JdbcTemplate jdbc) {
        this.api = api.with("Accept-Language", "en");
        this.kafka = kafka;
        this.jdbc = jdbc;
        this.stage = new Stage(api, kafka, jdbc);
    }

    @BeforeEach
    void begin() {
        user = stage.potential(1).getFirst();
    }

    @AfterEach
    void end() {
        stage.clear();
    }

    /** A campaign whose coupons are issued. */
    String campaign(Map<String, Object> changes) {
        String campaignId = stage.campaign(changes);
        stage.issue(campaignId);
        return campaignId;
    }

    ApiResponse reserve(String code, String total, @Nullable String reference) {
        Map<String, Object> body = new HashMap<>(Map.of("order_total", money(total)));
        if (reference != null) {
            body.put("reference", reference);
        }
        return api.speakingFor(user).post("/api/v1/coupons/" + code + "/reserve", body);
    }

    String reserved(String code, String total) {
        ApiResponse answer = reserve(code, total, null);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().path("reservation_id").asString();
    }

    ApiResponse release(String code, String reservationId) {
        return api.speakingFor(user)
                .post("/api/v1/coupons/" + code + "/release", Map.of("reservation_id", reservationId));
    }

    static void refused(ApiResponse answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.json().path("code").asString("")).isEqualTo(code);
    }

    static String symbols(String code) {
        return code.replace("-", "");
    }

    List<String> states(String code) {
        return jdbc.queryForList(
                "select redemption.state from coupon_redemption redemption join coupon using (coupon_id)"
                        + " where code = ? order by redemption.created_at, redemption_id",
                String.class,
                symbols(code));
    }

    void eventuallyStates(String code, String... states) {
        eventually(() -> assertThat(states(code)).containsExactly(states));
    }

    void letReservationsWaitTooLong(String campaignId) {
        jdbc.update(
                "update coupon_redemption set expires_at = now() - interval '1 second'"
                        + " where campaign_id = ? and state = 'RESERVED'",
                campaignId);
    }

    /** The books, by the rows of uses alone: what is charged is what the counters say, and no more than is allowed. */
    BigDecimal audited(String campaignId) {
        BigDecimal charged = jdbc.queryForObject(
                "select coalesce(sum(discount), 0) from coupon_redemption"
                        + " where campaign_id = ? and state in ('RESERVED', 'REDEEMED')",
                BigDecimal.class,
                campaignId);
        assertThat(charged).isNotNull();
        Map<String, Object> campaign =
                jdbc.queryForMap("select spent, budget, uses from campaign where campaign_id = ?", campaignId);
        assertThat((BigDecimal) campaign.get("spent")).isEqualByComparingTo(charged);
        assertThat(charged).isLessThanOrEqualTo((BigDecimal) campaign.get("budget"));
        assertThat(jdbc.queryForObject(
                        "select count(*) from coupon_redemption where campaign_id = ?"
                                + " and state in ('RESERVED', 'REDEEMED')",
                        Long.class,
                        campaignId))
                .isEqualTo(campaign.get("uses"));
        assertThat(jdbc.queryForList("""
                        select coupon_id from coupon
                        left join coupon_redemption redemption using (coupon_id)
                        where coupon.campaign_id = ?
                        group by coupon_id
                        having count(*) filter (where state = 'RESERVED') <> coupon.reserved
                            or count(*) filter (where state = 'REDEEMED') <> coupon.redeemed
                            or count(*) filter (where state in ('RESERVED', 'REDEEMED')) > coupon.per_person
                        """, campaignId)).isEmpty();
        return charged;
    }

    List<MemberCoupon> lastTold() {
        List<MemberUpdated> told = kafka.readAll(Topic.MEMBER_NAME).stream()
                .filter(each -> user.equals(each.key()))
                .peek(SchemaAssert::assertValid)
                .map(each -> each.as(MemberUpdated.class))
                .toList();
        return told.getLast().coupons();
    }
}
