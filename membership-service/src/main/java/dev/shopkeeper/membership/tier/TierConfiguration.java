package dev.shopkeeper.membership.tier;

import dev.shopkeeper.learning.life.Champions;
import dev.shopkeeper.membership.tiering.TierPolicy;
import dev.shopkeeper.membership.training.MembershipTiers;
import dev.shopkeeper.starter.housekeeping.HousekeepingTask;
import dev.shopkeeper.starter.schedule.PlannedTask;
import dev.shopkeeper.starter.schedule.RoundTask;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;

/** The policy of tiers, when they are given, and what is forgotten of them in small turns. */
@Configuration(proxyBeanMethods = false)
class TierConfiguration {

    private static final int BATCH = 5_000;
    private static final Duration LOOK = Duration.ofSeconds(2);

    @Bean
    TierPolicy tierPolicy(TierSettings settings) {
        return settings.policy();
    }

    @Bean
    PlannedTask lookAtAllMembers(TierSettings settings, TierRuns runs) {
        return new PlannedTask("look at all members", settings.schedule(), runs::planned);
    }

    /** Whoever is champion, by whichever way it became so: the tiers follow. */
    @Bean
    RoundTask tiersFollowTheChampion(Champions champions, TierRuns runs) {
        return new RoundTask(
                "tiers follow the champion",
                LOOK,
                () -> champions.promotion(MembershipTiers.NAME).ifPresent(runs::follow));
    }

    @Bean
    @Order(0)
    HousekeepingTask tierChangeRetention(JdbcTemplate jdbc, TierSettings settings) {
        return new HousekeepingTask(
                "tier changes",
                () -> jdbc.update("""
                        delete from tier_change where change_id = any (array(
                            select change_id from tier_change
                            where changed_at < now() - make_interval(secs => ?) order by changed_at limit ?))
                        """, (double) settings.retention().toSeconds(), BATCH),
                BATCH);
    }

    @Bean
    @Order(1)
    HousekeepingTask tierRunRetention(JdbcTemplate jdbc, TierSettings settings) {
        return new HousekeepingTask(
                "tier runs",
                () -> jdbc.update("""
                        delete from tier_run where run_id = any (array(
                            select run_id from tier_run where created_at < now() - make_interval(secs => ?) limit ?))
                        """, (double) settings.retention().toSeconds(), BATCH),
                BATCH);
    }
}
