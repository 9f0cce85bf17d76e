package dev.shopkeeper.demo.history;

import dev.shopkeeper.demo.world.Language;
import dev.shopkeeper.demo.world.Member;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes orders of carts. */
final class Till {

    private static final BigDecimal FREE_FROM = new BigDecimal("99");
    private static final BigDecimal SHIPPING = new BigDecimal("8.00");

    private final Ids ids;

    Till(long seed) {
        this.ids = Ids.of(seed, "order");
    }

    Fact.Ordered order(Instant at, Member member, @Nullable String userId, String channel, List<Fact.Shown> cart) {
        List<Fact.Line> lines = new ArrayList<>();
        for (Fact.Shown line : cart) {
            String lineId = String.format(Locale.ROOT, "%d", lines.size() + 1);
            lines.add(new Fact.Line(lineId, line.item(), line.quantity(), line.price()));
        }
        BigDecimal goods = lines.stream().map(Fact.Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Fact.Ordered(
                at,
                ids.numbered("SO"),
                userId,
                channel,
                member.language() == Language.EN ? Language.EN : Language.ZH,
                List.copyOf(lines),
                goods.compareTo(FREE_FROM) >= 0 ? BigDecimal.ZERO.setScale(2) : SHIPPING,
                member.zone(),
                member.place());
    }
}
