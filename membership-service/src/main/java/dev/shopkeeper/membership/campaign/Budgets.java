package dev.shopkeeper.membership.campaign;

import java.math.BigDecimal;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Charges the budgets of campaigns. The row of the campaign stays locked until the transaction ends. */
@Repository
public class Budgets {

    private final JdbcTemplate jdbc;

    Budgets(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Charges one use, or answers false where budget or redemptions do not allow it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean charge(String campaignId, BigDecimal discount) {
        return jdbc.update("""
                update campaign set spent = spent + ?, uses = uses + 1
                where campaign_id = ? and (budget is null or spent + ? <= budget)
                  and (redemptions is null or uses < redemptions)
                """, discount, campaignId, discount) == 1;
    }

    /**
     * Gives back what was charged.
     *
     * @param uses how many uses it was charged for
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void giveBack(String campaignId, BigDecimal discount, long uses) {
        int rows = jdbc.update(
                "update campaign set spent = spent - ?, uses = uses - ? where campaign_id = ?",
                discount,
                uses,
                campaignId);
        if (rows != 1) {
            throw new IncorrectUpdateSemanticsDataAccessException(
                    "There is no campaign '" + campaignId + "' to give " + discount + " back to.");
        }
    }
}
