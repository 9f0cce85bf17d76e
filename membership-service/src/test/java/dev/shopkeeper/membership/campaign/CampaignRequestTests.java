package dev.shopkeeper.membership.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shopkeeper.events.EventJson;
import dev.shopkeeper.events.Money;
import dev.shopkeeper.starter.bulk.Fields;
import dev.shopkeeper.starter.problem.ProblemException;
import dev.shopkeeper.starter.problem.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class CampaignRequestTests {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final String WHOLE = """
            {"campaign_id": "spring", "name": "Ten off", "discount": {"amount": {"amount": "10", "currency": "CNY"}},
             "budget": {"amount": "500", "currency": "CNY"}, "from": "2026-03-01T00:00:00Z",
             "to": "2026-04-01T00:00:00Z"}""";

    private static ObjectNode whole() {
        return (ObjectNode) EventJson.mapper().readTree(WHOLE);
    }

    /** The whole request with one field replaced, by JSON; a field without any is taken away. */
    private static ObjectNode with(String field, String json) {
        ObjectNode body = whole();
        if (json.isEmpty()) {
            body.remove(field);
        } else {
            body.set(field, EventJson.mapper().readTree(json.replace('\'', '"')));
        }
        return body;
    }

    private static CampaignRequest read(ObjectNode body) {
        return Fields.body(body, NOW, CampaignRequest::read);
    }

    @Test
    void hasDefaults() {
        CampaignRequest request = read(whole());

        assertThat(request.audience()).isEqualTo("potential");
        assertThat(request.perPerson()).isEqualTo(1);
        assertThat(request.holdOut()).isEqualByComparingTo(new BigDecimal("0.1"));
        assertThat(request.discount().discount()).isEqualTo(new Discount.Amount(Money.of("10", "CNY")));
        assertThat(request.redemptions()).isNull();
    }

    @Test
    void isEqualToTheSameWrittenOtherwise() {
        assertThat(read(with("budget", "{'amount': '500.00', 'currency': 'CNY'}")))
                .isEqualTo(read(whole()))
                .isEqualTo(read(with("hold_out", "0.10")))
                .isNotEqualTo(read(with("hold_out", "0.2")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        campaign_id | ''                                            | campaign_id         |
        name        | ''                                            | name                |
        audience    | 'gold'                                        | audience            | gold
        discount    | ''                                            | discount            |
        discount    | {}                                            | discount.percent    |
        discount    | {'percent': 10}                               | discount.most       |
        discount    | {'percent': 0, 'most': {'amount': '5', 'currency': 'CNY'}}     | discount.percent | 0
        discount    | {'percent': 101, 'most': {'amount': '5', 'currency': 'CNY'}}   | discount.percent | 101
        discount    | {'percent': 10.5, 'most': {'amount': '5', 'currency': 'CNY'}}  | discount.percent | 10.5
        discount    | {'amount': {'amount': '0', 'currency': 'CNY'}}                 | discount.amount.amount | 0.00
        discount    | {'amount': {'amount': '-1', 'currency': 'CNY'}}                | discount.amount.amount | -1
        discount    | {'amount': {'amount': '1.005', 'currency': 'CNY'}}             | discount.amount.amount | 1.005
        discount    | {'amount': {'amount': '10', 'currency': 'EUR'}}                | budget.currency  | CNY
        discount    | {'amount': {'amount': '501', 'currency': 'CNY'}}               | budget.amount    | 500.00
        discount    | {'amount': {'amount': '5', 'currency': 'CNY'}, 'share': 1}     | discount.share   |
        budget      | ''                                                             | budget           |
        budget      | {'amount': '0', 'currency': 'CNY'}                             | budget.amount    | 0.00
        budget      | {'amount': '-5', 'currency': 'CNY'}                            | budget.amount    | -5
        budget      | {'amount': '500.001', 'currency': 'CNY'}                       | budget.amount    | 500.001
        budget      | {'amount': '500', 'currency': 'EUR'}                           | budget.currency  | EUR
        budget      | {'amount': '500', 'currency': 'cny'}                           | budget.currency  | cny
        budget      | {'amount': 500, 'currency': 'CNY'}                             | budget.amount    | 500
        least_order | {'amount': '0', 'currency': 'CNY'}                             | least_order.amount | 0.00
        least_order | {'amount': '5', 'currency': 'USD'}                             | least_order.currency | USD
        redemptions | 0                                             | redemptions         | 0
        redemptions | -3                                            | redemptions         | -3
        per_person  | 0                                             | per_person          | 0
        per_person  | 101                                           | per_person          | 101
        to          | '2026-03-01T00:00:00Z'                        | to                  | 2026-03-01T00:00:00Z
        to          | '2026-02-01T00:00:00Z'                        | to                  | 2026-02-01T00:00:00Z
        from        | 'tomorrow'                                    | from                | tomorrow
        hold_out    | 0.91                                          | hold_out            | 0.91
        hold_out    | -0.1                                          | hold_out            | -0.1
        colour      | 'red'                                         | colour              |
        """, quoteCharacter = '`')
    void isRefusedByFieldAndValue(String field, String json, String name, String value) {
        String written = json == null || json.equals("''") ? "" : json;

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> read(with(field, written)));

        assertThat(refused).isNotNull();
        assertThat(refused.violations()).anySatisfy(violation -> {
            assertThat(violation.name()).isEqualTo(name);
            assertThat(Objects.toString(violation.value(), null)).isEqualTo(value);
        });
    }

    @Test
    void isRefusedOnceForOneFault() {
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> read(with("budget", "{'amount': '500', 'currency': 'cny'}")));

        assertThat(refused.violations()).extracting(Violation::name).containsExactly("budget.currency");
    }

    @Test
    void refusesAPercentageBesideAnAmount() {
        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> read(with(
                        "discount",
                        "{'percent': 10, 'most': {'amount': '5', 'currency': 'CNY'},"
                                + " 'amount': {'amount': '5', 'currency': 'CNY'}}")));

        assertThat(refused.violations()).extracting(Violation::name).containsExactly("discount.amount");
    }
}
