package dev.shopkeeper.order.triage;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text mentions by its form: telephone numbers, what may be an order's number, how many. Whether it is an order's
 * number, the orders say. All of it is taken out before words are cut, so that no model learns numbers. Immutable.
 */
public final class Mentions {

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final String REGION = "CN";
    private static final long MOST_TRIES = 50;
    private static final int LONGEST_NUMBER = 64;
    private static final int DIGITS_ALONE = 5;
    private static final int DIGITS_ANNOUNCED = 3;
    private static final int SHORTEST_WORD = 4;
    private static final int ANNOUNCED_WITHIN = 12;

    private static final Pattern CHINESE_MOBILE = Pattern.compile("(?:\\+?86)?1[3-9]\\d{9}");
    private static final Pattern LETTERS_AND_HYPHENS = Pattern.compile("(?=.*[a-z])(?=.*[-_]).*");
    private static final Pattern ENDS_WITH_MOBILE = Pattern.compile("[a-z]+[-_]?1[3-9]\\d{9}");
    private static final Pattern ANNOUNCED = Pattern.compile("(?:#|订单号?|定单号?|单号|编号|order|number|no\\.?)[\\s:：#.是为]*$");
    private static final Pattern QUANTITY =
            Pattern.compile("(?<![\\d.a-z一二两三四五六七八九十])(?:(\\d{1,3})|(one|two|three|four|five|six|ten)"
                    + "|([一二两三四五六七八九十]))\\s{0,2}(?:(?:件|双|条|盒|瓶|袋|箱|套|只|本|包|支|块|张|个(?!星期|月|小时|礼拜|码|颜色|人|问题|说法|地址))"
                    + "|(?:pcs|pieces?|pairs?|units?|items?|boxes|bottles|of them)(?![a-z]))");
    private static final Map<String, Integer> WORDS =
            Map.of("one", 1, "two", 2, "three", 3, "four", 4, "five", 5, "six", 6, "ten", 10);
    private static final String NUMERALS = "一二三四五六七八九十";

    private static final Comparator<Found> IN_ORDER =
            Comparator.comparingInt((Found each) -> each.span.from()).thenComparing(each -> each.kind);

    /** What kind of thing is mentioned. */
    public enum Kind {
        ORDER_NUMBER,
        /** A word with letters and digits, which is an order's number only if there is such an order; it stays in the text. */
        MAY_BE_ORDER_NUMBER,
        PHONE,
        QUANTITY
    }

    /**
     * One mention.
     *
     * @param value of an order's number as it was written, of a telephone E.164, of a quantity its digits
     * @param from where it begins in the original, in UTF-16 code units
     * @param to behind its end
     */
    public record Mention(Kind kind, String value, int from, int to) {

        /** A telephone number stays out of logs. */
        @Override
        public String toString() {
            return "Mention[" + kind + ", " + from + "-" + to + "]";
        }
    }

    private final List<Mention> all;

    private Mentions(List<Mention> all) {
        this.all = List.copyOf(all);
    }

    /** What a text mentions. A number that may be an order's and a telephone's is told as both. */
    public static Mentions of(String text) {
        return of(PlainText.of(text));
    }

    static Mentions of(PlainText plain) {
        String text = plain.text();
        List<Found> found = numbersAndPhones(text);
        // quantities say something of what is wanted and stay
        List<Span> cut = cut(found);
        Matcher quantities = QUANTITY.matcher(text);
        while (quantities.find()) {
            Span span = new Span(quantities.start(), quantities.end());
            if (cut.stream().noneMatch(other -> other.overlaps(span))) {
                found.add(new Found(Kind.QUANTITY, quantity(quantities), span));
            }
        }
        found.sort(IN_ORDER);
        List<Mention> mentions = found.stream()
                .map(each -> new Mention(
                        each.kind,
                        each.kind == Kind.ORDER_NUMBER || each.kind == Kind.MAY_BE_ORDER_NUMBER
                                ? plain.original(each.span)
                                : each.value,
                        plain.origin(each.span).from(),
                        plain.origin(each.span).to()))
                .toList();
        return new Mentions(mentions);
    }

    /** What is taken out of a text before words are cut, in its order: for those who need no more. */
    static List<Span> cutFrom(PlainText plain) {
        return cut(numbersAndPhones(plain.text()));
    }

    private static List<Span> cut(List<Found> found) {
        List<Span> cut = new ArrayList<>();
        for (Found each : found) {
            if (each.kind == Kind.MAY_BE_ORDER_NUMBER) {
                continue;
            }
            if (cut.isEmpty() || !cut.getLast().overlaps(each.span)) {
                cut.add(each.span);
            }
        }
        return cut;
    }

    private static List<Found> numbersAndPhones(String text) {
        List<Found> numbers = numbers(text);
        List<Found> found = new ArrayList<>(phones(text, numbers));
        for (Found number : numbers) {
            boolean partOfPhone = found.stream()
                    .anyMatch(other -> other.kind == Kind.PHONE
                            && other.span.overlaps(number.span)
                            && !other.span.equals(number.span));
            if (!partOfPhone) {
                found.add(number);
            }
        }
        found.sort(IN_ORDER);
        return found;
    }

    private record Found(Kind kind, String value, Span span) {}

    /** Runs of letters and digits, with hyphens within, that have digits enough. */
    private static List<Found> numbers(String text) {
        List<Found> numbers = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (!plainLetterOrDigit(text.charAt(at))) {
                at++;
                continue;
            }
            int end = at;
            int digits = 0;
            while (end < text.length() && goesOn(text, end)) {
                char c = text.charAt(end++);
                digits += c >= '0' && c <= '9' ? 1 : 0;
            }
            if (end - at <= LONGEST_NUMBER) {
                if (digits >= DIGITS_ALONE || digits >= DIGITS_ANNOUNCED && announced(text, at)) {
                    numbers.add(new Found(Kind.ORDER_NUMBER, "", new Span(at, end)));
                } else if (digits > 0 && digits < end - at && end - at >= SHORTEST_WORD) {
                    numbers.add(new Found(Kind.MAY_BE_ORDER_NUMBER, "", new Span(at, end)));
                }
            }
            at = end;
        }
        return numbers;
    }

    private static boolean goesOn(String text, int at) {
        char c = text.charAt(at);
        return plainLetterOrDigit(c)
                || (c == '-' || c == '_') && at + 1 < text.length() && plainLetterOrDigit(text.charAt(at + 1));
    }

    private static boolean plainLetterOrDigit(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z';
    }

    private static boolean announced(String text, int at) {
        return ANNOUNCED
                .matcher(text.substring(Math.max(0, at - ANNOUNCED_WITHIN), at))
                .find();
    }

    /**
     * Telephone numbers. libphonenumber (9.0) finds none that follows a Latin letter, so letters are blanked first, and
     * numbers with letters in them whole: their digits are no telephone's.
     */
    private static List<Found> phones(String text, List<Found> numbers) {
        if (text.chars().noneMatch(Character::isDigit)) {
            return List.of();
        }
        StringBuilder blanked = new StringBuilder(text);
        for (int i = 0; i < blanked.length(); i++) {
            char c = blanked.charAt(i);
            if (c >= 'a' && c <= 'z') {
                blanked.setCharAt(i, ' ');
            }
        }
        for (Found number : numbers) {
            if (number.kind == Kind.MAY_BE_ORDER_NUMBER) {
                continue;
            }
            String token = text.substring(number.span.from(), number.span.to());
            if (LETTERS_AND_HYPHENS.matcher(token).matches()
                    && !ENDS_WITH_MOBILE.matcher(token).matches()) {
                for (int i = number.span.from(); i < number.span.to(); i++) {
                    blanked.setCharAt(i, ' ');
                }
            }
        }
        List<Found> phones = new ArrayList<>();
        for (PhoneNumberMatch match : PHONES.findNumbers(blanked, REGION, PhoneNumberUtil.Leniency.VALID, MOST_TRIES)) {
            String raw = match.rawString().replaceAll("[^+\\d]", "");
            // twenty digits of an order can be a landline of Canton: whoever means one begins with 0, 1 or +
            if (raw.startsWith("+")
                    || raw.startsWith("0")
                    || CHINESE_MOBILE.matcher(raw).matches()) {
                phones.add(new Found(
                        Kind.PHONE,
                        PHONES.format(match.number(), PhoneNumberUtil.PhoneNumberFormat.E164),
                        new Span(match.start(), match.end())));
            }
        }
        return phones;
    }

    private static String quantity(Matcher matcher) {
        String digits = matcher.group(1);
        String word = matcher.group(2);
        String numeral = matcher.group(3);
        if (digits != null) {
            return Integer.toString(Integer.parseInt(digits));
        }
        if (word != null) {
            return Integer.toString(WORDS.getOrDefault(word, 1));
        }
        return numeral.equals("两") ? "2" : Integer.toString(NUMERALS.indexOf(numeral) + 1);
    }

    /** All of them in the order of the text. */
    public List<Mention> all() {
        return all;
    }
}
