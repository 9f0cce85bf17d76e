package dev.shopkeeper.order.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is paid for a return, part by part. */
final class Amounts {

    private static final int HUNDREDTHS = 2;

    private Amounts() {}

    /**
     * The parts, in the order in which they are reckoned.
     *
     * @param rules one for each line of the case, in their order
     */
    static List<Term> terms(ReturnCase asked, List<Rule> rules) {
        List<Term> terms = new ArrayList<>();
        asked.lines().forEach(line -> terms.add(new Term(Term.Kind.WORTH, line.lineId(), line.worth())));
        for (int index = 0; index < rules.size(); index++) {
            ReturnCase.Line line = asked.lines().get(index);
            BigDecimal fee =
                    line.worth().multiply(rules.get(index).feePercent()).movePointLeft(HUNDREDTHS);
            add(terms, Term.Kind.FEE_PERCENT, line.lineId(), fee.negate());
        }
        Rule dearest = rules.stream().max(Comparator.comparing(Rule::feeFixed)).orElseThrow();
        add(terms, Term.Kind.FEE_FIXED, dearest.ruleId(), dearest.feeFixed().negate());
        if (asked.returnsFreely()) {
            add(terms, Term.Kind.FEE_WAIVED, ReturnCase.FREE_RETURN_SHIPPING, dearest.feeFixed());
        }
        add(terms, Term.Kind.FEE_LIMIT, null, sum(terms).negate().max(BigDecimal.ZERO));
        int places = places(asked.currency());
        BigDecimal exact = sum(terms);
        BigDecimal rounded = exact.setScale(places, RoundingMode.HALF_UP);
        add(terms, Term.Kind.ROUNDING, null, rounded.subtract(exact));
        // Rounding up must not pay what was never paid.
        BigDecimal left =
                asked.refundable().min(asked.worth()).max(BigDecimal.ZERO).setScale(places, RoundingMode.DOWN);
        add(terms, Term.Kind.CAP, null, left.subtract(rounded).min(BigDecimal.ZERO));
        return terms;
    }

    static BigDecimal sum(List<Term> terms) {
        return terms.stream().map(Term::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void add(List<Term> terms, Term.Kind kind, @Nullable String subject, BigDecimal amount) {
        if (amount.signum() != 0) {
            terms.add(new Term(kind, subject, amount));
        }
    }

    /** Decimal places of a currency of ISO 4217. */
    private static int places(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
