package dev.shopkeeper.membership.coupon;

import static dev.shopkeeper.membership.Stage.eventually;
import static dev.shopkeeper.membership.Stage.money;
import static dev.shopkeeper.membership.Stage.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopkeeper.events.MemberCoupon;
import dev.shopkeeper.membership.Stage;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;

@PlatformTest
class CouponIT extends CouponScene {

    @Autowired
    CouponIT(ApiClient api, KafkaProbe kafka, JdbcTemplate jdbc) {
        super(api, kafka, jdbc);
    }

    @Nested
    class Reserving {

        @Test
        void chargesTheBudgetAndTellsOfTheMember() {
            // given
            String campaignId = campaign(Map.of());
            String code = stage.code(user, campaignId);
            eventually(() -> assertThat(lastTold()).hasSize(1));
            MemberCoupon told = lastTold().getFirst();
            assertThat(told.campaignId()).isEqualTo(campaignId);
            assertThat(told.description()).isEqualTo("Ten off");
            assertThat(told.toString()).doesNotContain(code).doesNotContain(symbols(code));

            // when
            ApiResponse answer = reserve(code, "100", null);

            // then
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.json().at("/discount/amount").asString()).isEqualTo("10.00");
            assertThat(answer.json().path("coupon_id").asString()).isEqualTo(told.couponId());
            assertThat(audited(campaignId)).isEqualByComparingTo("10");
            assertThat(stage.report(campaignId).at("/charged/left/amount").asString())
                    .isEqualTo("490.00");
            assertThat(stage.coupons(user)).isEmpty();
            eventually(() -> assertThat(lastTold()).isEmpty());
        }

        @Test
        void takesACouponOnceWhenFiftyClientsWantItAtOnce() {
            // given
            String campaignId = campaign(Map.of());
            String code = stage.code(user, campaignId);

            // when
            List<Callable<ApiResponse>> clients = Collections.nCopies(50, () -> reserve(code, "100", null));
            List<ApiResponse> answers = Stage.atOnce(50, clients);

            // then
            assertThat(answers).filteredOn(each -> each.status() == 200).hasSize(1);
            assertThat(answers)
                    .filteredOn(each -> each.status() != 200)
                    .allSatisfy(each -> refused(each, 409, "coupon-reserved"));
            assertThat(audited(campaignId)).isEqualByComparingTo("10");
        }

        @Test
        void answersTheSameForTheSameReference() {
            // given
            String campaignId = campaign(Map.of());
            String code = stage.code(user, campaignId);
            List<Callable<ApiResponse>> clients = Collections.nCopies(20, () -> reserve(code, "100", "basket-1"));

            // when
            List<ApiResponse> answers = Stage.atOnce(20, clients);

            // then
            assertThat(answers).allSatisfy(each -> assertThat(each.status()).isEqualTo(200));
            assertThat(answers.stream().map(ApiResponse::text).distinct()).hasSize(1);
            refused(reserve(code, "120", "basket-1"), 409, "reservation-differs");
            refused(reserve(code, "100", "basket-2"), 409, "coupon-reserved");
            assertThat(audited(campaignId)).isEqualByComparingTo("10");
        }

        @Test
        void readsTheCodeAsPeopleTypeIt() {
            String campaignId = campaign(Map.of("per_person", 3));
            String code = stage.code(user, campaignId);

            reserved(code.toLowerCase(Locale.ROOT), "100");
            reserved(symbols(code), "100");
            reserved(code.replace('1', 'l').replace('0', 'o'), "100");

            assertThat(states(code)).hasSize(3);
        }

        @Test
        void takesACouponAsOftenAsAPersonMay() {
            // given
            String campaignId = campaign(Map.of("per_person", 2));
            String code = stage.code(user, campaignId);

            // when
            String first = reserved(code, "100");
            assertThat(stage.coupons(user).get(0).path("uses_left").asInt()).isEqualTo(1);
            reserved(code, "100");

            // then
            refused(reserve(code, "100", null), 409, "coupon-reserved");
            assertThat(release(code, first).status()).isEqualTo(204);
            reserved(code, "100");
            assertThat(audited(campaignId)).isEqualByComparingTo("20");
        }

        @Test
        void saysWhyACouponIsNotTaken() {
            String campaignId = campaign(Map.of("least_order", money("50"), "budget", money("10")));
            String code = stage.code(user, campaignId);

            refused(reserve(code, "49.99", null), 409, "order-too-small");
            refused(
                    api.speakingFor(user)
                            .post(
                                    "/api/v1/coupons/" + code + "/reserve",
                                    Map.of("order_total", Map.of("amount", "100", "currency", "EUR"))),
                    409,
                    "other-currency");
            jdbc.update("update campaign set starts_at = now() + interval '1 hour' where campaign_id = ?", campaignId);
            refused(reserve(code, "100", null), 409, "coupon-not-started");
            jdbc.update(
                    "update campaign set starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour'"
                            + " where campaign_id = ?",
                    campaignId);
            refused(reserve(code, "100", null), 409, "coupon-expired");
            jdbc.update("update campaign set ends_at = now() + interval '1 hour' where campaign_id = ?", campaignId);
            String order = newId();
            stage.place(order, user, code, "100");
            eventuallyStates(code, "REDEEMED");
            refused(reserve(code, "100", null), 409, "coupon-used");
        }

        @Test
        void saysThatABudgetIsExhausted() {
            // given
            String other = stage.potential(1).getFirst();
            String campaignId = campaign(Map.of("budget", money("15")));
            String code = stage.code(other, campaignId);
            reserved(stage.code(user, campaignId), "100");

            // when
            ApiResponse answer = api.speakingFor(other)
                    .post("/api/v1/coupons/" + code + "/reserve", Map.of("order_total", money("100")));

            // then
            refused(answer, 409, "budget-exhausted");
            assertThat(states(code)).isEmpty();
            assertThat(audited(campaignId)).isEqualByComparingTo("10");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {}                                                                   | order_total        |
                {'order_total': {'amount': '-5', 'currency': 'CNY'}}                 | order_total.amount | -5
                {'order_total': {'amount': 5, 'currency': 'CNY'}}                    | order_total.amount | 5
                {'order_total': {'amount': '5', 'currency': 'CNY'}, 'total': 1}      | total              |
                {'order_total': {'amount': '5', 'currency': 'CNY'}, 'reference': ''} | reference          |
                """)
        void refusesInputByFieldAndValue(String body, String field, @Nullable String value) {
            ApiResponse answer =
                    api.as(Role.OPERATOR).post("/api/v1/coupons/0000-0000-0000-0000/reserve", body.replace('\'', '"'));

            refused(answer, 400, "invalid-request");
            assertThat(answer.json().at("/errors/0/name").asString()).isEqualTo(field);
            if (value != null) {
                assertThat(answer.json().at("/errors/0/value").asString()).isEqualTo(value);
            }
        }

        @Test
        void leavesNothingHalfDoneWhereTheConnectionIsCutBeforeTheCommit() {
            // given
            String campaignId = campaign(Map.of());
            String code = stage.code(user, campaignId);

            // when
            stage.cutOffBeforeTheCommit(
                    user,
                    () -> assertThat(reserve(code, "100", "basket").status()).isGreaterThanOrEqualTo(500));

            // then
            assertThat(states(code)).isEmpty();
            assertThat(audited(campaignId)).isZero();
            assertThat(reserve(code, "100", "basket").status()).isEqualTo(200);
            assertThat(audited(campaignId)).isEqualByComparingTo("10");
        }
    }

    @Nested
    class Access {

        @Test
        void isNotGivenToAnybodyElseNorToldThatACodeExists() {
            // given
            String campaignId = campaign(Map.of());
            String code = stage.code(user, campaignId);
            String unknown = "0000-0000-0000-0000";
            Map<String, Object> body = Map.of("order_total", money("100"));

            // when
            for (ApiClient caller : List.of(api.speakingFor("somebody-else"), api.as(Role.STOREFRONT))) {
                ApiResponse foreign = caller.post("/api/v1/coupons/" + code + "/reserve", body);
                ApiResponse missing = caller.post("/api/v1/coupons/" + unknown + "/reserve", body);
                ApiResponse release =
                        caller.post("/api/v1/coupons/" + code + "/release", Map.of("reservation_id", newId()));

                // then
                refused(foreign, 404, "not-found");
                refused(missing, 404, "not-found");
                refused(release, 404, "not-found");
                assertThat(foreign.json().path("detail").asString())
                        .isEqualTo(missing.json().path("detail").asString().replace(unknown, code));
                assertThat(caller.get("/api/v1/members/" + user + "/coupons").status())
                        .isEqualTo(403);
            }
            assertThat(audited(campaignId)).isZero();
        }

        @Test
        void isGivenToOperators() {
            String code = stage.code(user, campaign(Map.of()));

            assertThat(api.as(Role.OPERATOR)
                            .post("/api/v1/coupons/" + code + "/reserve", Map.of("order_total", money("100")))
                            .status())
                    .isEqualTo(200);
            assertThat(api.as(Role.OPERATOR)
                            .get("/api/v1/members/" + user + "/coupons")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Nested
    class Releasing {

        @Test
        void givesUseAndBudgetBackOnce() {
            // given
            String campaignId = campaign(Map.of());
            String code = stage.code(user, campaignId);
            String reservation = reserved(code, "100");

            // when
            List<Callable<ApiResponse>> clients = Collections.nCopies(10, () -> release(code, reservation));
            List<ApiResponse> answers = Stage.atOnce(10, clients);

            // then
            assertThat(answers).allSatisfy(each -> assertThat(each.status()).isEqualTo(204));
            assertThat(audited(campaignId)).isZero();
            assertThat(states(code)).containsExactly("RELEASED");
            assertThat(stage.coupons(user)).hasSize(1);
        }

        @Test
        void refusesWhatThereIsNotAndWhatWasOrdered() {
            String code = stage.code(user, campaign(Map.of()));
            String reservation = reserved(code, "100");

            refused(release(code, newId()), 404, "not-found");
            refused(release(code, "nonsense"), 400, "invalid-request");
            stage.place(newId(), user, code, "100");
            eventuallyStates(code, "REDEEMED");
            refused(release(code, reservation), 409, "reservation-redeemed");
        }
    }

    @Nested
    class Budget {

        @Test
        void forFiftyIsGivenToExactlyFiftyOfFourHundredAtOnce() {
            // given: 200 coupons, each wanted by a basket and by an order that reserved nothing
            List<String> users = stage.potential(200);
            String campaignId = campaign(Map.of("budget", money("500")));
            Map<String, String> codes = new HashMap<>();
            users.forEach(each -> codes.put(each, stage.code(each, campaignId)));
            List<Callable<Integer>> tasks = new ArrayList<>();
            codes.forEach((each, code) -> {
                tasks.add(() -> {
                    ApiResponse answer = api.speakingFor(each)
                            .post("/api/v1/coupons/" + code + "/reserve", Map.of("order_total", money("100")));
                    if (answer.status() == 200) {
                        stage.place(newId(), each, code, "100");
                        return 1;
                    }
                    assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
                    assertThat(answer.json().path("code").asString())
                            .isIn("budget-exhausted", "coupon-reserved", "coupon-used");
                    return 0;
                });
                tasks.add(() -> {
                    stage.place(newId(), each, code, "100");
                    return 1;
                });
            });
            Collections.shuffle(tasks, new Random(11));

            // when
            int orders = Stage.atOnce(32, tasks).stream().mapToInt(each -> each).sum();

            // then
            eventually(() -> assertThat(jdbc.queryForObject(
                            "select count(*) from coupon_redemption where campaign_id = ? and order_id is not null",
                            Integer.class,
                            campaignId))
                    .isEqualTo(orders));
            assertThat(audited(campaignId)).isEqualByComparingTo("500");
            assertThat(jdbc.queryForObject(
                            "select count(*) from coupon_redemption where campaign_id = ? and state = 'REDEEMED'",
                            Integer.class,
                            campaignId))
                    .isEqualTo(50);
            assertThat(jdbc.queryForObject(
                            "select count(distinct coupon_id) from coupon_redemption"
                                    + " where campaign_id = ? and state = 'REDEEMED'",
                            Integer.class,
                            campaignId))
                    .isEqualTo(50);
        }

        @Test
        void ofRedemptionsIsNotExceededEither() {
            // given
            List<String> users = stage.potential(12);
            String campaignId = campaign(Map.of("redemptions", 5));

            // when
            List<Callable<Integer>> clients = IntStream.range(0, 12)
                    .<Callable<Integer>>mapToObj(number -> {
                        String code = stage.code(users.get(number), campaignId);
                        return () -> api.speakingFor(users.get(number))
                                .post("/api/v1/coupons/" + code + "/reserve", Map.of("order_total", money("100")))
                                .status();
                    })
                    .toList();

            // then
            assertThat(Stage.atOnce(12, clients))
                    .filteredOn(each -> each == 200)
                    .hasSize(5);
            assertThat(audited(campaignId)).isEqualByComparingTo("50");
        }

        @Test
        void isGuardedByTheDatabaseWhateverTheCodeDoes() {
            String campaignId = campaign(Map.of());

            assertThatThrownBy(() ->
                            jdbc.update("update campaign set spent = budget + 1 where campaign_id = ?", campaignId))
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("campaign_not_overspent");
            assertThatThrownBy(() -> jdbc.update("update campaign set spent = -1 where campaign_id = ?", campaignId))
                    .isInstanceOf(DataIntegrityViolationException.class);
            assertThatThrownBy(() -> jdbc.update("update coupon set redeemed = 2 where campaign_id = ?", campaignId))
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("coupon_not_overused");
            assertThatThrownBy(() -> jdbc.update("update coupon set reserved = -1 where campaign_id = ?", campaignId))
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
    }
}
