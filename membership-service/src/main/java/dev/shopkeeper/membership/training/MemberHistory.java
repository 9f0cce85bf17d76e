package dev.shopkeeper.membership.training;

import dev.shopkeeper.membership.tiering.MemberPast;
import java.util.List;

/**
 * What members bought until a day.
 *
 * @param currency in which worth counts
 * @param from the first day on which anybody bought, in days since 1970-01-01
 * @param until the last day that is known
 * @param window days that figures look back
 * @param starts of each K-Means that is kept
 * @param itemsKnown whether it is known what was bought; variety says nothing otherwise
 */
record MemberHistory(
        List<MemberPast> members, String currency, long from, long until, int window, int starts, boolean itemsKnown) {

    MemberHistory {
        members = List.copyOf(members);
    }

    /** What was known at the end of a day. */
    MemberHistory knownAt(long day) {
        return new MemberHistory(
                members.stream().map(member -> member.knownAt(day)).toList(),
                currency,
                from,
                day,
                window,
                starts,
                itemsKnown);
    }
}
