package dev.shopkeeper.membership.coupon;

import static dev.shopkeeper.membership.Stage.eventually;
import static dev.shopkeeper.membership.Stage.money;
import static dev.shopkeeper.membership.Stage.newId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.membership.Stage;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Orders that name coupons, and reservations that no order came for. */
@PlatformTest
class RedemptionIT extends CouponScene {

    private final ReservationExpiry expiry;
    private final MeterRegistry meters;

    @Autowired
    RedemptionIT(ApiClient api, KafkaProbe kafka, JdbcTemplate jdbc, ReservationExpiry expiry, MeterRegistry meters) {
        super(api, kafka, jdbc);
        this.expiry = expiry;
        this.meters = meters;
    }

    @Nested
    class Orders {

        @Test
        void redeemWhatWasReservedOnceHoweverOftenTheyAreTold() {
            // given
            String campaignId = campaign(Map.of("per_person", 2));
            String code = stage.code(user, campaignId);
            reserved(code, "100");
            String orderId = newId();
            String eventId = newId();
            OrderPlaced order = Stage.order(orderId, user, code.toLowerCase(Locale.ROOT), "100");

            // when: the same event, and another one of the same order
            stage.send(eventId, order);
            stage.send(eventId, order);
            stage.send(newId(), order);
            String last = newId();
            stage.place(last, user, "no code of ours", "5");

            // then
            eventually(() -> assertThat(jdbc.queryForList("select 1 from member_order where order_id = ?", last))
                    .isNotEmpty());
            eventually(() -> assertThat(jdbc.queryForObject(
                            "select ordered from member_order where order_id = ?", BigDecimal.class, orderId))
                    .isEqualByComparingTo("200"));
            assertThat(states(code)).containsExactly("REDEEMED");
            assertThat(audited(campaignId)).isEqualByComparingTo("10");
        }

        @Test
        void areChargedWhereNothingWasReserved() {
            String campaignId =
                    campaign(Map.of("discount", Map.of("percent", 10, "most", money("15")), "budget", money("100")));
            String code = stage.code(user, campaignId);

            stage.place(newId(), user, code, "99.99");

            eventuallyStates(code, "REDEEMED");
            assertThat(audited(campaignId)).isEqualByComparingTo("9.99");
            assertThat(stage.coupons(user)).isEmpty();
        }

        @Test
        void areKeptAsRefusedAndCountedWhereTheyCannotBeCharged() {
            // given
            String campaignId = campaign(Map.of("least_order", money("50")));
            String code = stage.code(user, campaignId);
            double before = refusedSoFar("order-too-small");

            // when
            stage.place(newId(), user, code, "20");

            // then
            eventuallyStates(code, "REFUSED");
            assertThat(jdbc.queryForObject(
                            "select reason from coupon_redemption where campaign_id = ?", String.class, campaignId))
                    .isEqualTo("order-too-small");
            eventually(() -> assertThat(refusedSoFar("order-too-small")).isEqualTo(before + 1));
            assertThat(audited(campaignId)).isZero();
            assertThat(stage.report(campaignId).at("/uses/refused").asLong()).isEqualTo(1);
        }

        @Test
        void ofSomebodyElseTakeNothingOfAMembersReservation() {
            // given
            String campaignId = campaign(Map.of());
            String code = stage.code(user, campaignId);
            reserved(code, "100");

            // when
            stage.place(newId(), newId(), code, "100");

            // then
            eventuallyStates(code, "RESERVED", "REFUSED");
            assertThat(jdbc.queryForList(
                            "select reason from coupon_redemption where campaign_id = ? and reason is not null",
                            String.class,
                            campaignId))
                    .containsExactly("other-member");
            String own = newId();
            stage.place(own, user, code, "100");
            eventuallyStates(code, "REDEEMED", "REFUSED");
        }

        @Test
        void takeNothingOfAReservationWhereTheyAreTooSmallOrInAnotherCurrency() {
            // given
            String campaignId = campaign(Map.of("least_order", money("50")));
            String code = stage.code(user, campaignId);
            reserved(code, "100");

            // when
            stage.place(newId(), user, code, "20");

            // then
            eventuallyStates(code, "RESERVED", "REFUSED");
            stage.place(newId(), user, code, "60");
            eventuallyStates(code, "REDEEMED", "REFUSED");
            assertThat(audited(campaignId)).isPositive();
        }

        private double refusedSoFar(String reason) {
            return meters.get("shopkeeper.coupons.refused")
                    .tag("reason", reason)
                    .counter()
                    .count();
        }

        @Test
        void areJudgedByTheTimeAtWhichTheyWerePlaced() {
            // given: the campaign has ended by the time at which the shop's order is heard of
            String campaignId = campaign(Map.of());
            String code = stage.code(user, campaignId);
            OrderPlaced inTime = Stage.order(newId(), user, code, "100");
            assertThat(api.as(Role.OPERATOR)
                            .send("POST", "/admin/v1/campaigns/" + campaignId + "/end", null)
                            .status())
                    .isEqualTo(200);

            // when
            stage.send(newId(), inTime);

            // then
            eventuallyStates(code, "REDEEMED");
        }

        @Test
        void giveUseAndBudgetBackOnceWhenTheyAreWhollyCancelled() {
            // given
            String campaignId = campaign(Map.of());
            String code = stage.code(user, campaignId);
            reserved(code, "100");
            String orderId = newId();
            stage.place(orderId, user, code, "100");
            eventuallyStates(code, "REDEEMED");

            // when
            stage.cancel(orderId, user);
            stage.cancel(orderId, user);
            stage.place(orderId, user, code, "100");
            eventually(() -> assertThat(jdbc.queryForObject(
                            "select ordered from member_order where order_id = ?", BigDecimal.class, orderId))
                    .isEqualByComparingTo("200"));

            // then
            assertThat(states(code)).containsExactly("RETURNED");
            assertThat(audited(campaignId)).isZero();

            // and it can be ordered by again
            stage.place(newId(), user, code, "100");
            eventuallyStates(code, "RETURNED", "REDEEMED");
            assertThat(audited(campaignId)).isEqualByComparingTo("10");
        }

        @Test
        void takeNothingWhereTheirCancellationCameBefore() {
            // given
            String campaignId = campaign(Map.of());
            String code = stage.code(user, campaignId);
            reserved(code, "100");
            String orderId = newId();

            // when
            stage.cancel(orderId, user);
            stage.place(orderId, user, code, "100");

            // then
            eventuallyStates(code, "RETURNED");
            assertThat(audited(campaignId)).isZero();
            assertThat(stage.coupons(user)).hasSize(1);
        }

        @Test
        void areChargedOnceWhereTheConnectionIsCutBeforeTheCommit() {
            // given
            String campaignId = campaign(Map.of());
            String code = stage.code(user, campaignId);

            // when
            stage.cutOffBeforeTheCommit(user, () -> {
                stage.place(newId(), user, code, "100");
                stage.eventuallyCutOff();
                assertThat(states(code)).isEmpty();
                assertThat(audited(campaignId)).isZero();
            });

            // then
            eventuallyStates(code, "REDEEMED");
            assertThat(audited(campaignId)).isEqualByComparingTo("10");
        }
    }

    @Nested
    class Expiry {

        @Test
        void givesUseAndBudgetBackOnceByAllReplicasTogether() {
            // given
            List<String> users = new ArrayList<>(stage.potential(30));
            String campaignId = campaign(Map.of());
            users.forEach(each -> {
                user = each;
                reserved(stage.code(each, campaignId), "100");
            });
            letReservationsWaitTooLong(campaignId);

            // when
            List<Callable<Integer>> replicas = Collections.nCopies(8, () -> {
                int expired = 0;
                for (int round = 0; round < 5; round++) {
                    expired += expiry.expire();
                }
                return expired;
            });
            int expired =
                    Stage.atOnce(8, replicas).stream().mapToInt(each -> each).sum();

            // then
            eventually(() -> {
                expiry.expire();
                assertThat(audited(campaignId)).isZero();
            });
            assertThat(expired).isLessThanOrEqualTo(30);
            assertThat(stage.report(campaignId).at("/uses/expired").asLong()).isEqualTo(30);
            assertThat(stage.coupons(users.getFirst())).hasSize(1);
        }

        @Test
        void isNotWaitedForByTheNextReservationOfTheCoupon() {
            String campaignId = campaign(Map.of("budget", money("10")));
            String code = stage.code(user, campaignId);
            reserved(code, "100");
            letReservationsWaitTooLong(campaignId);

            reserved(code, "100");

            assertThat(states(code)).containsExactly("EXPIRED", "RESERVED");
            assertThat(audited(campaignId)).isEqualByComparingTo("10");
        }

        @Test
        void isNotChargedTwiceWhereTheOrderComesAfterIt() {
            String campaignId = campaign(Map.of());
            String code = stage.code(user, campaignId);
            reserved(code, "100");
            letReservationsWaitTooLong(campaignId);
            eventually(() -> {
                expiry.expire();
                assertThat(states(code)).containsExactly("EXPIRED");
            });

            stage.place(newId(), user, code, "100");

            eventuallyStates(code, "EXPIRED", "REDEEMED");
            assertThat(audited(campaignId)).isEqualByComparingTo("10");
        }

        @Test
        void chargesOnceWhereItRacesWithTheOrder() {
            // given
            int coupons = 40;
            List<String> users = stage.potential(coupons);
            String campaignId = campaign(Map.of());
            Map<String, String> codes = new HashMap<>();
            users.forEach(each -> {
                user = each;
                String code = stage.code(each, campaignId);
                codes.put(each, code);
                reserved(code, "100");
            });
            letReservationsWaitTooLong(campaignId);

            // when
            List<Callable<Integer>> tasks = new ArrayList<>();
            codes.forEach((each, code) -> tasks.add(() -> {
                stage.place(newId(), each, code, "100");
                return expiry.expire();
            }));
            Stage.atOnce(16, tasks);

            // then
            eventually(() -> assertThat(
                            stage.report(campaignId).at("/uses/redeemed").asLong())
                    .isEqualTo(coupons));
            assertThat(audited(campaignId)).isEqualByComparingTo(BigDecimal.valueOf(10L * coupons));
            assertThat(stage.report(campaignId).at("/uses/refused").asLong()).isZero();
        }
    }
}
