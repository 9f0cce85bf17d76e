package dev.shopkeeper.benchmarks.membership;

import dev.shopkeeper.benchmarks.retail.RetailFile;
import dev.shopkeeper.membership.tiering.MemberPast;
import dev.shopkeeper.membership.tiering.Purchase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The customers of UCI Online Retail as the product would know them after an import: an invoice is an order, and one whose
 * number begins with C takes its worth back of no order that is named.
 */
record RetailMembers(List<MemberPast> members, long firstDay, long lastDay) {

    private static final class Customer {

        private final Map<String, double[]> invoices = new TreeMap<>();
        private final List<Purchase.Change> loose = new ArrayList<>();
    }

    static RetailMembers read(Path folder) throws IOException {
        Map<String, Customer> customers = new TreeMap<>();
        RetailFile.read(RetailFile.in(folder), line -> {
            if (line.customer().isEmpty()) {
                return;
            }
            long day = LocalDate.parse(line.date().substring(0, 10)).toEpochDay();
            double worth = line.quantity() * line.unitPrice();
            Customer customer = customers.computeIfAbsent(line.customer(), any -> new Customer());
            if (line.invoice().startsWith("C")) {
                customer.loose.add(new Purchase.Change(day, -worth));
            } else {
                double[] invoice = customer.invoices.computeIfAbsent(line.invoice(), any -> new double[] {day, 0});
                invoice[1] += worth;
            }
        });
        List<MemberPast> members = new ArrayList<>();
        customers.forEach((id, customer) -> members.add(new MemberPast(
                id,
                customer.invoices.values().stream()
                        .map(invoice -> new Purchase((long) invoice[0], invoice[1], List.of(), Set.of()))
                        .toList(),
                customer.loose)));
        long[] days = members.stream()
                .flatMap(member -> member.purchases().stream())
                .mapToLong(Purchase::day)
                .sorted()
                .toArray();
        return new RetailMembers(members, days[0], days[days.length - 1]);
    }

    /** The last days of months, from the one after so many months on, up to the last day that is known. */
    long[] monthEnds(int after) {
        LocalDate month = LocalDate.ofEpochDay(firstDay).withDayOfMonth(1).plusMonths(after);
        List<Long> ends = new ArrayList<>();
        while (month.toEpochDay() - 1 <= lastDay) {
            ends.add(month.toEpochDay() - 1);
            month = month.plusMonths(1);
        }
        return ends.stream().mapToLong(Long::longValue).toArray();
    }
}
