package dev.shopkeeper.membership.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shopkeeper.events.MemberUpdated;
import dev.shopkeeper.events.Topic;
import dev.shopkeeper.learning.Gate;
import dev.shopkeeper.learning.InsufficientDataException;
import dev.shopkeeper.learning.Options;
import dev.shopkeeper.learning.Split;
import dev.shopkeeper.learning.TrainingProgress;
import dev.shopkeeper.membership.tiering.TierModel;
import dev.shopkeeper.starter.security.Role;
import dev.shopkeeper.testing.PlatformTest;
import dev.shopkeeper.testing.decision.DecisionContract;
import dev.shopkeeper.testing.http.ApiClient;
import dev.shopkeeper.testing.http.ApiResponse;
import dev.shopkeeper.testing.kafka.KafkaProbe;
import dev.shopkeeper.testing.kafka.ProbedRecord;
import dev.shopkeeper.testing.schema.SchemaAssert;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PlatformTest
class MembershipTiersIT {

    private static final String MODEL = "/admin/v1/membership/models/" + MembershipTiers.NAME;
    private static final int MEMBERS = 900;
    private static final int DAYS = 450;
    private static final Duration DONE = Duration.ofMinutes(3);
    private static final Map<String, String> QUICK = Map.of("groups", "3", "bootstraps", "5");

    private final ApiClient anybody;
    private final ApiClient api;
    private final JdbcTemplate jdbc;
    private final KafkaProbe kafka;
    private final MembershipTiers definition;

    @Autowired
    MembershipTiersIT(ApiClient api, JdbcTemplate jdbc, KafkaProbe kafka, MembershipTiers definition) {
        this.anybody = api;
        this.api = api.as(Role.OPERATOR);
        this.jdbc = jdbc;
        this.kafka = kafka;
        this.definition = definition;
    }

    @BeforeEach
    void empty() {
        jdbc.execute(
                "truncate member, member_order, member_order_change, member_order_item, item_category, tier_change");
    }

    /** The other tests of this module have no champion. */
    @AfterEach
    void withdraw() {
        if (!champion().equals("none")) {
            ApiResponse answer = anybody.as(Role.ADMIN).post(MODEL + "/rollback", Map.of("reason", "end of the test"));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            await().atMost(DONE)
                    .until(() -> api.get(MODEL)
                            .json()
                            .path("serving_version")
                            .asString("")
                            .equals("none"));
        }
    }

    private String champion() {
        return api.get(MODEL).json().path("champion_version").asString("");
    }

    /** A shop of three kinds of members: some bought once or twice, some now and then, some every week or two. */
    private void shop(boolean shuffled) {
        Random random = new Random(1);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<Object[]> members = new ArrayList<>();
        List<Object[]> orders = new ArrayList<>();
        List<Object[]> items = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            items.add(new Object[] {"item-" + i, "kind-" + i % 8});
        }
        List<Object[]> lines = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            String user = "m-" + i;
            members.add(new Object[] {user, now.minus(DAYS, ChronoUnit.DAYS).toString()});
            double rate = 0.004 * Math.pow(5, i % 3) * Math.exp(0.1 * random.nextGaussian());
            double worth = 30 * Math.pow(2, i % 3) * Math.exp(0.1 * random.nextGaussian());
            for (int day = 1; day < DAYS; day++) {
                if (random.nextDouble() < rate) {
                    String order = user + "-" + day;
                    String whose = shuffled ? "m-" + random.nextInt(MEMBERS) : user;
                    orders.add(new Object[] {
                        order,
                        whose,
                        now.minus(day, ChronoUnit.DAYS).toString(),
                        BigDecimal.valueOf(Math.round(100 * worth), 2)
                    });
                    lines.add(new Object[] {order, "item-" + random.nextInt(40)});
                }
            }
        }
        jdbc.batchUpdate(
                "insert into member (user_id, joined_at, tier, tier_since)"
                        + " values (?, ?::timestamptz, 'ordinary', now())",
                members);
        jdbc.batchUpdate(
                "insert into member_order (order_id, user_id, currency, placed_at, ordered)"
                        + " values (?, ?, 'EUR', ?::timestamptz, ?)",
                orders);
        jdbc.batchUpdate("insert into item_category (item_id, category, updated_at) values (?, ?, now())", items);
        jdbc.batchUpdate("insert into member_order_item (order_id, item_id) values (?, ?)", lines);
    }

    private JsonNode train() {
        ApiResponse asked = api.post(MODEL + "/runs", Map.of("seed", 3));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String id = asked.json().path("id").stringValue();
        JsonNode[] run = new JsonNode[1];
        await().atMost(DONE).until(() -> {
            run[0] = api.get("/admin/v1/membership/runs/" + id).json();
            return Set.of("champion", "rejected", "failed", "cancelled")
                    .contains(run[0].path("state").asString(""));
        });
        return run[0];
    }

    @Test
    void becomesChampionAndGivesEverybodyATierThatIsExplainedAndTold() {
        // given
        shop(false);

        // when
        JsonNode run = train();

        // then
        assertThat(run.path("state").stringValue()).as(run.toString()).isEqualTo("champion");
        await().atMost(DONE)
                .until(() -> !api.get("/admin/v1/tiers")
                        .json()
                        .at("/last_run/report/model_version")
                        .isMissingNode());
        JsonNode overview = api.get("/admin/v1/tiers").json();
        assertThat(overview.at("/last_run/report/members").asInt())
                .as(overview.toString())
                .isEqualTo(MEMBERS);
        for (String tier : List.of("ordinary", "potential", "loyal")) {
            assertThat(overview.at("/members/" + tier).asInt()).as(tier).isGreaterThan(MEMBERS / 20);
        }
        assertThat(overview.path("groups").get(1).path("from").has("money")).isTrue();

        String loyal = user("loyal");
        ProbedRecord told = kafka.await(
                Topic.MEMBER_NAME,
                record -> loyal.equals(record.key())
                        && record.as(MemberUpdated.class).tier().equals("loyal"));
        SchemaAssert.assertValid(told);
        assertThat(told.as(MemberUpdated.class).benefits()).contains("free_return_shipping", "priority_delivery");

        JsonNode decision = tier(loyal);
        assertThat(decision.path("model").asString("")).isEqualTo(MembershipTiers.NAME);
        assertThat(decision.path("degraded").asBoolean(true)).isFalse();
        assertThat(decision.path("compared_with").asString("")).isEqualTo("potential");
        LocalDate from =
                LocalDate.parse(decision.at("/lower/figures_lower_from").asString(""));
        assertThat(LocalDate.parse(decision.at("/lower/falls_on").asString("")))
                .isEqualTo(from.plusDays(90))
                .isAfter(LocalDate.now(ZoneOffset.UTC));
        assertThat(decision.path("benefits")).isNotEmpty();
        assertThat(decision.at("/figures/preferences"))
                .hasSize(3)
                .allSatisfy(tag -> assertThat(tag.asString("")).startsWith("kind-"));
        JsonNode ordinary = tier(user("ordinary"));
        assertThat(ordinary.at("/next/tier").asString("")).isEqualTo("potential");
        assertThat(ordinary.at("/next/orders").asInt()).isPositive();
        assertThat(ordinary.at("/explanation/summary").asString("")).contains("more order", "EUR");
        contract(loyal);
        contract(user("potential"));
        assertThat(tier("a-stranger").path("tier").asString("")).isEqualTo("ordinary");

        // and: what buys enough rises at the next look, and stays put when looked at again
        String rising = user("ordinary");
        int orders = tier(rising).at("/next/orders").asInt();
        String worth = tier(rising).at("/next/order_worth/amount").asString("");
        for (int i = 0; i < orders; i++) {
            jdbc.update(
                    "insert into member_order (order_id, user_id, currency, placed_at, ordered)"
                            + " values (?, ?, 'EUR', now(), ?::numeric)",
                    rising + "-more-" + i,
                    rising,
                    worth);
        }
        JsonNode report = lookAtAll().path("report");
        assertThat(report.path("raised").asInt()).isEqualTo(1);
        assertThat(tier(rising).path("tier").asString("")).isNotEqualTo("ordinary");
        assertThat(lookAtAll().at("/report/raised").asInt()).isZero();
        JsonNode history = api.get("/admin/v1/tiers/history/" + rising).json();
        assertThat(history.at("/changes/0/from").asString("")).isEqualTo("ordinary");
        assertThat(api.get("/admin/v1/tiers/history/nobody").status()).isEqualTo(404);

        goesOnWhereAnAttemptWasCutOff();
        changesNothingWhereTwoLookAtAllAtOnce();

        // and: a promotion is followed once, also that of a version whose tiers were replaced meanwhile
        String version = champion();
        assertThat(runsFor(version)).isOne();
        jdbc.update("update tier_model_in_use set model_version = 'another'");
        jdbc.update("update model_champion set since = now() where version = ?", version);
        await().atMost(DONE)
                .until(() -> version.equals(
                        jdbc.queryForObject("select model_version from tier_model_in_use", String.class)));
        assertThat(runsFor(version)).isEqualTo(2);

        // and: without a champion everybody keeps the tier that was given
        withdraw();
        JsonNode kept = tier(loyal);
        assertThat(kept.path("tier").asString("")).isEqualTo("loyal");
        assertThat(kept.path("degraded").asBoolean()).isTrue();
        assertThat(kept.at("/explanation/summary").asString("")).contains("as it was given: loyal");
    }

    private int runsFor(String version) {
        return jdbc.queryForList("select 1 from tier_run where planned like ?", "model " + version + " of %")
                .size();
    }

    /** What a killed process leaves: its pages, and the checkpoint that was stored with the last of them. */
    private void goesOnWhereAnAttemptWasCutOff() {
        List<String> seen = jdbc.queryForList("select user_id from member order by user_id limit 500", String.class);
        Instant before = Instant.now();
        UUID run = UUID.randomUUID();
        jdbc.update("insert into tier_run (run_id, created_at) values (?, now())", run);
        jdbc.update(
                """
                insert into job (id, kind, state, input, attempts, failures, lease_owner, lease_until, checkpoint)
                values (?, 'member-tiers', 'RUNNING', '{}', 1, 0, 'killed', now() - interval '1 s', ?::jsonb)
                """,
                run,
                JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "modelVersion", champion(),
                                "last", seen.getLast(),
                                "members", seen.size(),
                                "raised", 7,
                                "lowered", 2,
                                "failed", 1,
                                "failures", List.of(Map.of("userId", "m-1", "message", "for a test")))));

        await().atMost(DONE)
                .until(() -> api.get("/admin/v1/tiers/runs/" + run).json().has("report"));

        JsonNode report = api.get("/admin/v1/tiers/runs/" + run).json().path("report");
        assertThat(report.path("members").asInt()).isEqualTo(MEMBERS);
        assertThat(report.path("raised").asInt()).isEqualTo(7);
        assertThat(report.path("lowered").asInt()).isEqualTo(2);
        assertThat(report.path("failed").asInt()).isOne();
        assertThat(report.at("/failures/0/user_id").asString("")).isEqualTo("m-1");
        Set<String> looked = Set.copyOf(jdbc.queryForList(
                "select user_id from member where assessed_at >= ?::timestamptz", String.class, before.toString()));
        assertThat(looked).hasSize(MEMBERS - seen.size()).doesNotContainAnyElementsOf(seen);
    }

    private void changesNothingWhereTwoLookAtAllAtOnce() {
        Integer changes = jdbc.queryForObject("select count(*) from tier_change", Integer.class);
        List<String> runs = Stream.of(1, 2)
                .map(any -> api.post("/admin/v1/tiers/runs", ""))
                .map(asked -> asked.header("Location").orElseThrow())
                .toList();
        await().atMost(DONE)
                .until(() -> runs.stream().allMatch(run -> api.get(run).json().has("report")));

        assertThat(runs)
                .allSatisfy(run -> assertThat(
                                api.get(run).json().at("/report/members").asInt())
                        .isEqualTo(MEMBERS));
        assertThat(jdbc.queryForObject("select count(*) from tier_change", Integer.class))
                .isEqualTo(changes);
    }

    private void contract(String user) {
        DecisionContract.of(anybody.speakingFor(user), "/api/v1/members/" + user + "/tier")
                .deciding("/margin")
                .documentedAs("/api/v1/members/{id}/tier", api)
                .inTwoLanguages()
                .tests()
                .forEach(test -> {
                    try {
                        test.getExecutable().execute();
                    } catch (Throwable e) {
                        throw new AssertionError(test.getDisplayName() + " of " + user, e);
                    }
                });
    }

    private JsonNode lookAtAll() {
        ApiResponse asked = api.post("/admin/v1/tiers/runs", "");
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String path = asked.header("Location").orElseThrow();
        await().atMost(DONE).until(() -> api.get(path).json().has("report"));
        return api.get(path).json();
    }

    private JsonNode tier(String user) {
        ApiResponse answer = anybody.speakingFor(user).get("/api/v1/members/" + user + "/tier");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    /** A member of a tier who bought something. */
    private String user(String tier) {
        return jdbc.queryForList(
                        "select min(user_id) from member join member_purchase using (user_id)"
                                + " where tier = ? and placed_at > now() - interval '300 days'",
                        String.class,
                        tier)
                .getFirst();
    }

    /** With every order handed to somebody at random, tiers foretell nothing. */
    @Test
    void isRejectedWhereOrdersAreShuffledAmongMembers() {
        shop(true);

        Gate.Verdict verdict = verdict();

        assertThat(verdict.passed()).as(verdict.reason()).isFalse();
        assertThat(verdict.reason()).contains(MembershipTiers.CONCORDANCE);
    }

    private Gate.Verdict verdict() {
        Options options = definition.options().with(QUICK);
        Split<MemberHistory> split = definition.split(definition.load(options).data(), options);
        TierModel model = definition.train(split.training(), options, 1, TrainingProgress.SILENT);
        return definition
                .gate()
                .judge(
                        definition.evaluate(model, split, TrainingProgress.SILENT),
                        definition.evaluateBaseline(split, TrainingProgress.SILENT));
    }

    @Test
    void isRefusedWhereFewMembersAreKnown() {
        assertThatThrownBy(() -> definition.load(definition.options()))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("0 members")
                .hasMessageContaining("at least 100");
    }

    @Test
    void learnsTheSameFromTheSameData() {
        shop(false);
        Options options = definition.options().with(QUICK);
        Split<MemberHistory> split = definition.split(definition.load(options).data(), options);
        Set<String> bytes = new TreeSet<>();
        for (int i = 0; i < 2; i++) {
            TierModel model = definition.train(split.training(), options, 7, TrainingProgress.SILENT);
            bytes.add(java.util.HexFormat.of().formatHex(definition.save(model)));
        }

        assertThat(bytes).hasSize(1);
        assertThat(definition.load(options).contentHash())
                .isEqualTo(definition.load(options).contentHash());
    }

    @Test
    void looksAtNobodyWhileNoModelIsChampion() {
        JsonNode report = lookAtAll().path("report");

        assertThat(report.has("model_version")).as(report.toString()).isFalse();
        assertThat(report.path("members").asInt()).isZero();
        assertThat(api.get("/admin/v1/tiers").json().path("groups")).isEmpty();
    }
}
