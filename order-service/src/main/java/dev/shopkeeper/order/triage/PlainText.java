package dev.shopkeeper.order.triage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A message as it is read: without HTML and what it quotes of earlier mail, in half-width lower-case letters and simplified characters, and with the place in
 * the original that each character comes from, in UTF-16 code units. Immutable.
 */
final class PlainText {

    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");
    private static final int LONGEST_REFERENCE = 10;

    /** Traditional characters, each before its simplified one: those that people who write to shops use. */
    private static final String SIMPLER = "貨货訂订單单發发換换嗎吗還还沒没給给個个們们這这麼么寄寄錯错碼码壞坏質质"
            + "評评價价錢钱買买賣卖員员號号電电話话問问題题時时間间幾几裡里裏里處处對对開开關关請请謝谢應应該该為为"
            + "過过運运費费遲迟遞递變变顏颜樣样東东實实與与嚴严賠赔償偿訴诉態态產产無无説说說说點点會会後后現现"
            + "聯联繫系絡络師师級级種种聽听門门區区灣湾樓楼層层當当馬马幫帮認认讓让確确檢检測测";

    private static final char[] SIMPLE = simple();

    private static final int LONGEST_MARK = 200;

    /** Lines that mail programs write above what they quote. */
    private static final Pattern QUOTE_FOLLOWS =
            Pattern.compile("(?i)on .{4,150}\\bwrote:|.{4,150}(?:写道|于.{4,80}写)[:：]");

    private static final Pattern MAIL_FOLLOWS =
            Pattern.compile("(?i)[-_]{2,}\\s*(?:original message|forwarded message|原始邮件|转发邮件|回复)\\s*[-_]{2,}.*");

    private final String original;
    private final String text;
    private final int[] origins;

    private PlainText(String original, String text, int[] origins) {
        this.original = original;
        this.text = text;
        this.origins = origins;
    }

    static PlainText of(String original) {
        StringBuilder out = new StringBuilder(original.length());
        int[] origins = new int[original.length() + 1];
        // Where nothing closes any more, nothing is looked for: a text of many angles costs no more than another.
        int lastClosing = original.lastIndexOf('>');
        int at = 0;
        while (at < original.length()) {
            char c = original.charAt(at);
            int quoted = at == 0 || original.charAt(at - 1) == '\n' ? quoteEnd(original, at) : at;
            if (quoted > at) {
                origins[out.length()] = at;
                out.append('\n');
                at = quoted;
                continue;
            }
            int end = c == '<' && at < lastClosing ? tagEnd(original, at) : -1;
            if (end > 0) {
                origins[out.length()] = at;
                out.append(' ');
                at = end;
                continue;
            }
            int semicolon = c == '&' ? original.indexOf(';', at) : -1;
            if (semicolon > at && semicolon - at <= LONGEST_REFERENCE) {
                String decoded = decode(original.substring(at + 1, semicolon));
                if (decoded.length() == 1) {
                    origins[out.length()] = at;
                    out.append(plain(decoded.charAt(0)));
                    at = semicolon + 1;
                    continue;
                }
            }
            origins[out.length()] = at;
            out.append(plain(c));
            at++;
        }
        origins[out.length()] = original.length();
        return new PlainText(original, out.toString(), Arrays.copyOf(origins, out.length() + 1));
    }

    /** Behind what a line quotes of an earlier mail, or {@code from} where it quotes nothing. */
    private static int quoteEnd(String text, int from) {
        int lineEnd = text.indexOf('\n', from);
        int behind = lineEnd < 0 ? text.length() : lineEnd + 1;
        String line =
                text.substring(from, Math.min(behind, from + LONGEST_MARK)).strip();
        if (line.startsWith(">")
                || line.startsWith("&gt;")
                || QUOTE_FOLLOWS.matcher(line).matches()) {
            return behind;
        }
        return MAIL_FOLLOWS.matcher(line).matches() ? text.length() : from;
    }

    /** Behind a tag, or -1 where none begins; what scripts and style sheets say is part of their tag. */
    private static int tagEnd(String text, int from) {
        char next = from + 1 < text.length() ? text.charAt(from + 1) : ' ';
        if (next != '/' && next != '!' && !(next >= 'a' && next <= 'z') && !(next >= 'A' && next <= 'Z')) {
            return -1;
        }
        int close = text.indexOf('>', from);
        for (String silent : new String[] {"script", "style"}) {
            if (text.regionMatches(true, from + 1, silent, 0, silent.length())) {
                int end = text.toLowerCase(Locale.ROOT).indexOf("</" + silent, close);
                int closed = end < 0 ? -1 : text.indexOf('>', end);
                return closed < 0 ? text.length() : closed + 1;
            }
        }
        return close + 1;
    }

    private static String decode(String reference) {
        if (!reference.startsWith("#")) {
            return NAMED.getOrDefault(reference.toLowerCase(Locale.ROOT), "");
        }
        boolean hexadecimal = reference.length() > 1 && (reference.charAt(1) | 0x20) == 'x';
        try {
            int point = Integer.parseInt(reference.substring(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
            return point > 0 && point < Character.MAX_VALUE ? Character.toString(point) : "";
        } catch (NumberFormatException e) {
            return "";
        }
    }

    private static char plain(char c) {
        if (c >= '\uFF01' && c <= '\uFF5E' && c != '，' && c != '！' && c != '？' && c != '；' && c != '：') {
            return Character.toLowerCase((char) (c - 0xFEE0));
        }
        return switch (c) {
            case '’', '‘', 'ʼ', '´', '`' -> '\'';
            case '\u3000', '\u00A0', '\t', '\u200B', '\uFEFF' -> ' ';
            default -> c >= '\u4E00' && c <= '\u9FFF' ? SIMPLE[c - 0x4E00] : Character.toLowerCase(c);
        };
    }

    private static char[] simple() {
        char[] table = new char[0x9FFF - 0x4E00 + 1];
        for (int i = 0; i < table.length; i++) {
            table[i] = (char) (0x4E00 + i);
        }
        for (int i = 0; i + 1 < SIMPLER.length(); i += 2) {
            table[SIMPLER.charAt(i) - 0x4E00] = SIMPLER.charAt(i + 1);
        }
        return table;
    }

    String text() {
        return text;
    }

    /** What a part of the text was originally. */
    String original(Span span) {
        Span there = origin(span);
        return original.substring(there.from(), there.to());
    }

    /** Where a part of the text comes from. */
    Span origin(Span span) {
        return new Span(origins[span.from()], origins[span.to()]);
    }
}
