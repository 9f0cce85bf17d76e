package dev.shopkeeper.order.triage;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why somebody sends goods back, by the words of a text; policies name the same reasons. */
public enum ReturnReason {
    WRONG_ITEM("wrong (?:item|product|thing|one|colou?r|model)|not what i ordered|发错|寄错|错货|不是我(?:买|订|要)的"),
    EXPIRED("\\bexpired\\b|past its date|out of date|mou?ldy|rotten|spoil(?:ed|t)|过期|变质|发霉|馊"),
    ALLERGIC("allerg\\w*|\\brash\\b|过敏"),
    DAMAGED("\\b(?:damaged|broken|cracked|shattered|dented|torn|leaking|scratched)\\b|破损|损坏|破了|碎了|坏了|裂|漏液|漏了|压坏|变形"),
    DEFECTIVE(
            "\\b(?:defective|faulty|does not work|doesn't work|stopped working|not working)\\b|瑕疵|质量|次品|用不了|没反应|故障|开不了机"),
    NOT_AS_DESCRIBED("not as described|different from the (?:picture|photo|description)|与描述不符|和描述不|色差|不一样|货不对板"),
    WRONG_SIZE(
            "too (?:small|big|large|tight|loose|long|short)|does(?: not|n't) fit|wrong size|偏小|偏大|太小|太大|不合身|尺码|大一码|小一码");

    private final Pattern words;

    ReturnReason(String words) {
        this.words = Pattern.compile(words);
    }

    /** What policies and returns call it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The first reason whose words are found in a text, as it was written. */
    public static Optional<ReturnReason> in(String text) {
        String plain = PlainText.of(text).text();
        for (ReturnReason reason : values()) {
            if (reason.words.matcher(plain).find()) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
