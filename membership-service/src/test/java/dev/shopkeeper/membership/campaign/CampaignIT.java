package dev.shopkeeper.membership.campaign;

import static dev.shopkeeper.membership.Stage.eventually;
import static dev.shopkeeper.membership.Stage.money;
import static dev.shopkeeper.membership.Stage.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopkeeper.events.MemberUpdated;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.events.OrderLine;
import dev.shopkeeper.events.OrderPlaced;
import dev.shopkeeper.events.ReturnCompleted;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.membership.Stage;
import dev.shopkeeper.membership.coupon.Issues;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class CampaignIT {

    private static final String CAMPAIGNS = "/admin/v1/campaigns";

    private final ApiClient api;
    private final KafkaProbe kafka;
    private final JdbcTemplate jdbc;
    private final Issues issues;
    private final Stage stage;

    @Autowired
    CampaignIT(ApiClient api, KafkaProbe kafka, JdbcTemplate jdbc, Issues issues) {
        this.api = api.as(Role.OPERATOR).with("Accept-Language", "en");
        this.kafka = kafka;
        this.jdbc = jdbc;
        this.issues = issues;
        this.stage = new Stage(api, kafka, jdbc);
    }

    @AfterEach
    void end() {
        stage.clear();
    }

    private static void refused(ApiResponse answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.json().path("code").asString("")).isEqualTo(code);
    }

    private List<MemberUpdated> told(String user) {
        return kafka.readAll(Topic.MEMBER_NAME).stream()
                .filter(each -> user.equals(each.key()))
                .map(each -> each.as(MemberUpdated.class))
                .toList();
    }

    @Nested
    class Planning {

        @Test
        void answersTheSameForTheSame() {
            // given
            Map<String, Object> plan = stage.plan(Map.of("hold_out", 0.25, "per_person", 3));
            List<Callable<ApiResponse>> clients = Collections.nCopies(10, () -> api.post(CAMPAIGNS, plan));

            // when
            List<ApiResponse> answers = Stage.atOnce(10, clients);

            // then
            assertThat(answers)
                    .allSatisfy(each ->
                            assertThat(each.status()).as(each.toString()).isEqualTo(201));
            assertThat(answers.stream().map(ApiResponse::text).distinct()).hasSize(1);
            JsonNode campaign = answers.getFirst().json();
            assertThat(campaign.path("state").asString()).isEqualTo("RUNNING");
            assertThat(campaign.path("audience").asString()).isEqualTo("potential");
            assertThat(campaign.path("hold_out").decimalValue()).isEqualByComparingTo("0.25");
            assertThat(campaign.at("/discount/amount/amount").asString()).isEqualTo("10.00");
            assertThat(api.get(answers.getFirst().header("Location").orElseThrow())
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void refusesOtherContentUnderTheSameId() {
            Map<String, Object> plan = stage.plan(Map.of());
            stage.campaign(plan);
            Map<String, Object> other = stage.plan(plan);
            other.put("budget", money("600"));

            refused(api.post(CAMPAIGNS, other), 409, "campaign-exists");
        }

        @Test
        void refusesWhatIsOverAndNamesEveryBadField() {
            refused(
                    api.post(
                            CAMPAIGNS,
                            stage.plan(Map.of("from", "2026-01-01T00:00:00Z", "to", "2026-01-02T00:00:00Z"))),
                    400,
                    "invalid-request");

            ApiResponse answer =
                    api.post(CAMPAIGNS, stage.plan(Map.of("budget", money("0"), "audience", "gold", "hold_out", 1)));
            refused(answer, 400, "invalid-request");
            assertThat(answer.json()
                            .path("errors")
                            .valueStream()
                            .map(error -> error.path("name").asString()))
                    .containsExactlyInAnyOrder("budget.amount", "audience", "hold_out");
        }

        @Test
        void isForOperators() {
            assertThat(api.as(Role.STOREFRONT)
                            .post(CAMPAIGNS, stage.plan(Map.of()))
                            .status())
                    .isEqualTo(403);
            refused(api.get(CAMPAIGNS + "/nothing-of-the-kind"), 404, "not-found");
        }
    }

    @Nested
    class Life {

        @Test
        void isToldByTheTimeAndByItsEnd() {
            // given
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            String planned = stage.campaign(Map.of("from", now.plusSeconds(600).toString()));
            String running = stage.campaign(Map.of());
            String over = stage.campaign(Map.of());
            jdbc.update("update campaign set ends_at = now() where campaign_id = ?", over);
            String tag = api.get(CAMPAIGNS + "/" + running).header("ETag").orElseThrow();

            // when
            ApiResponse ended = api.with("If-Match", tag).send("POST", CAMPAIGNS + "/" + running + "/end", null);

            // then
            assertThat(ended.status()).as(ended.toString()).isEqualTo(200);
            assertThat(ended.json().path("state").asString()).isEqualTo("ENDED");
            assertThat(ended.json().path("ended_by").asString()).isNotEmpty();
            assertThat(ended.header("ETag")).isPresent().isNotEqualTo(Optional.of(tag));
            refused(api.send("POST", CAMPAIGNS + "/" + running + "/end", null), 409, "wrong-campaign-state");
            refused(api.send("POST", CAMPAIGNS + "/" + over + "/end", null), 409, "wrong-campaign-state");
            refused(
                    api.with("If-Match", "\"77\"").send("POST", CAMPAIGNS + "/" + planned + "/end", null),
                    412,
                    "version-mismatch");
            assertThat(listed("PLANNED")).contains(planned).doesNotContain(running, over);
            assertThat(listed("ENDED")).contains(running, over).doesNotContain(planned);
            assertThat(listed("RUNNING")).doesNotContain(planned, running, over);
        }

        private List<String> listed(String state) {
            String cursor = "";
            List<String> found = new ArrayList<>();
            do {
                JsonNode page = api.get(
                                CAMPAIGNS + "?limit=2&state=" + state + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                        .json();
                page.path("items")
                        .valueStream()
                        .forEach(each -> found.add(each.path("campaign_id").asString()));
                cursor = page.path("next_cursor").asString("");
            } while (!cursor.isEmpty());
            return found;
        }

        @Test
        void takesTheCouponsAwayWhenItEndsAndTellsTheMembers() {
            // given
            String user = stage.potential(1).getFirst();
            String campaignId = stage.campaign(Map.of());
            stage.issue(campaignId);
            eventually(() -> assertThat(told(user).getLast().coupons()).hasSize(1));

            // when
            assertThat(api.send("POST", CAMPAIGNS + "/" + campaignId + "/end", null)
                            .status())
                    .isEqualTo(200);

            // then
            eventually(() -> assertThat(told(user).getLast().coupons()).isEmpty());
            assertThat(stage.coupons(user)).isEmpty();
            refused(api.send("POST", CAMPAIGNS + "/" + campaignId + "/issue", null), 409, "wrong-campaign-state");
        }
    }

    @Nested
    class Issuing {

        @Test
        void putsEverybodyOfTheAudienceIntoAnArmOnce() {
            // given: more than two pages
            List<String> users = stage.potential(1_100);
            String campaignId = stage.campaign(Map.of("hold_out", 0.3));

            // when: several runs at once, and one after
            List<Callable<JsonNode>> runs = Collections.nCopies(4, () -> stage.issue(campaignId));
            List<JsonNode> results = Stage.atOnce(4, runs);
            JsonNode again = stage.issue(campaignId);

            // then
            long put = results.stream()
                    .mapToLong(each ->
                            each.path("issued").asLong() + each.path("held_out").asLong())
                    .sum();
            assertThat(put).isEqualTo(1_100);
            assertThat(again.path("issued").asLong()).isZero();
            assertThat(again.path("held_out").asLong()).isZero();
            JsonNode report = stage.report(campaignId);
            assertThat(report.path("issued").asLong() + report.path("held_out").asLong())
                    .isEqualTo(1_100);
            // five standard deviations around 330
            assertThat(report.path("held_out").asLong()).isBetween(254L, 406L);
            assertThat(jdbc.queryForList("""
                            select user_id from campaign_arm arm left join coupon using (campaign_id, user_id)
                            where campaign_id = ? and (arm = 'COUPON') <> (coupon_id is not null)
                            """, campaignId)).isEmpty();
            assertThat(jdbc.queryForObject(
                            "select count(distinct code) from coupon where campaign_id = ? and length(code) = 16",
                            Long.class,
                            campaignId))
                    .isEqualTo(report.path("issued").asLong());
            assertThat(users).hasSize(1_100);
        }

        @Test
        void goesOnBehindWhatItHadDoneWhereItsConnectionIsCut() {
            // given: one page and a half, of which the last member cannot be told of
            List<String> users = stage.potential(750);
            String campaignId = stage.campaign(Map.of());

            // when
            String[] job = new String[1];
            stage.cutOffBeforeTheCommit(users.getLast(), () -> {
                job[0] = api.send("POST", CAMPAIGNS + "/" + campaignId + "/issue", null)
                        .header("Location")
                        .orElseThrow();
                stage.eventuallyCutOff();
                assertThat(stage.report(campaignId).path("issued").asLong()).isEqualTo(500);
            });

            // then
            assertThat(stage.done(job[0]).path("issued").asLong()).isEqualTo(750);
            assertThat(stage.report(campaignId).path("issued").asLong()).isEqualTo(750);
            assertThat(api.get(job[0]).json().path("attempts").asInt()).isGreaterThan(1);
            eventually(() -> assertThat(told(users.getFirst())).hasSize(2));
        }

        @Test
        void leavesMembersInTheirArmAndTheirCouponWhenTheyLeaveTheAudience() {
            // given
            List<String> users = stage.potential(40);
            String campaignId = stage.campaign(Map.of("hold_out", 0.5));
            stage.issue(campaignId);
            List<Map<String, Object>> before = arms(campaignId);
            assertThat(before).hasSize(40);

            // when
            jdbc.update("update member set tier = 'loyal' where user_id = any (?::text[])", (Object)
                    users.toArray(String[]::new));
            stage.issue(campaignId);
            jdbc.update("update member set tier = 'potential' where user_id = any (?::text[])", (Object)
                    users.toArray(String[]::new));
            String late = stage.potential(1).getFirst();
            stage.issue(campaignId);

            // then
            assertThat(arms(campaignId)).hasSize(41).containsAll(before).anyMatch(each -> each.containsValue(late));
        }

        private List<Map<String, Object>> arms(String campaignId) {
            return jdbc.queryForList("select * from campaign_arm where campaign_id = ? order by user_id", campaignId);
        }

        @Test
        void tellsOfThoseWhoGetACouponAndOfNobodyElse() {
            // given
            List<String> users = stage.potential(20);
            String campaignId = stage.campaign(Map.of("hold_out", 0.5));

            // when
            stage.issue(campaignId);

            // then
            List<String> winners =
                    jdbc.queryForList("select user_id from coupon where campaign_id = ?", String.class, campaignId);
            eventually(() -> assertThat(winners)
                    .allSatisfy(
                            user -> assertThat(told(user).getLast().coupons()).hasSize(1)));
            assertThat(users)
                    .filteredOn(user -> !winners.contains(user))
                    .allSatisfy(user -> assertThat(told(user)).hasSize(1));
        }
    }

    @Nested
    class TheReport {

        private void order(String user, String total) {
            stage.send(
                    newId(),
                    new OrderPlaced(
                            newId(),
                            user,
                            "web",
                            List.of(new OrderLine("1", "item", null, 1L, Money.of(total, "CNY"))),
                            Money.of(total, "CNY"),
                            null,
                            List.of(),
                            null,
                            Instant.now()));
        }

        @Test
        void showsWhatCameOfACampaignAndWhatItChanged() {
            // given
            List<String> users = stage.potential(40);
            String campaignId = stage.campaign(Map.of("hold_out", 0.5));
            stage.issue(campaignId);
            List<String> winners = jdbc.queryForList(
                    "select user_id from coupon where campaign_id = ? order by user_id", String.class, campaignId);
            List<String> others =
                    users.stream().filter(user -> !winners.contains(user)).toList();
            assertThat(winners.size()).isBetween(5, 35);

            // when: 100 and 60 with a coupon, 50 without, and 10 of the 60 paid back
            order(winners.get(0), "100");
            String returned = newId();
            stage.place(returned, winners.get(1), stage.code(winners.get(1), campaignId), "60");
            stage.send(
                    newId(),
                    new ReturnCompleted(
                            newId(),
                            returned,
                            winners.get(1),
                            List.of(new OrderLine("1", "item", null, 1L, Money.of("10", "CNY"))),
                            Money.of("10", "CNY"),
                            Instant.now()));
            order(others.get(0), "50");

            // then
            eventually(() -> {
                JsonNode report = stage.report(campaignId);
                assertThat(report.at("/effect/coupon/revenue/0/net").asString(""))
                        .isEqualTo("150.00");
                assertThat(report.at("/effect/held_out/revenue/0/net").asString(""))
                        .isEqualTo("50.00");
            });
            JsonNode report = stage.report(campaignId);
            int with = winners.size();
            int without = others.size();
            assertThat(report.path("campaign_id").asString()).isEqualTo(campaignId);
            assertThat(report.path("state").asString()).isEqualTo("RUNNING");
            assertThat(report.path("issued").asInt()).isEqualTo(with);
            assertThat(report.path("held_out").asInt()).isEqualTo(without);
            assertThat(report.at("/uses/redeemed").asInt()).isEqualTo(1);
            assertThat(report.at("/charged/spent/amount").asString()).isEqualTo("10.00");
            assertThat(report.at("/charged/left/amount").asString()).isEqualTo("490.00");
            assertThat(report.at("/effect/coupon/members").asInt()).isEqualTo(with);
            assertThat(report.at("/effect/coupon/orders").asInt()).isEqualTo(2);
            double difference = 150.0 / with - 50.0 / without;
            double error = Math.sqrt(variance(with, 100, 50) / with + variance(without, 50) / without);
            assertThat(report.at("/effect/differences/0/per_member").asDouble()).isEqualTo(difference, within(1e-4));
            assertThat(report.at("/effect/differences/0/standard_error").asDouble())
                    .isEqualTo(error, within(1e-4));
        }

        /** Two passes over all members, most of whom bought nothing. */
        private static double variance(int members, double... bought) {
            double mean = 0;
            for (double each : bought) {
                mean += each / members;
            }
            double squares = (members - bought.length) * mean * mean;
            for (double each : bought) {
                squares += (each - mean) * (each - mean);
            }
            return squares / (members - 1);
        }
    }
}
