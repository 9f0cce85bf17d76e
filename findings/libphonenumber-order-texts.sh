#!/usr/bin/env bash
# libphonenumber 9.0.18 (Maven): telephone numbers in the text of order messages, region CN, leniency VALID.
# Seen: a number that follows a Latin letter at once is not found, though the same behind a Chinese character is; an order's
# number of ten digits that begins with 20 is a landline of Canton, written without the 0 that nobody leaves out.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact=com.googlecode.libphonenumber:libphonenumber:9.0.18 -DoutputDirectory=. >/dev/null 2>&1
cat >Seen.java <<'JAVA'
import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

public class Seen {
    public static void main(String[] arguments) {
        PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
        for (String text : new String[] {"tel13812345678", "电话13812345678", "order 2026010112", "order 20260101123"}) {
            StringBuilder found = new StringBuilder();
            for (PhoneNumberMatch match :
                    phones.findNumbers(text, "CN", PhoneNumberUtil.Leniency.VALID, Long.MAX_VALUE)) {
                found.append(' ').append(phones.format(match.number(), PhoneNumberUtil.PhoneNumberFormat.E164));
            }
            System.out.println(text + ":" + (found.isEmpty() ? " none" : found));
        }
    }
}
JAVA
java -cp libphonenumber-9.0.18.jar Seen.java | tee seen.txt
cat >described.txt <<'SEEN'
tel13812345678: none
电话13812345678: +8613812345678
order 2026010112: +862026010112
order 20260101123: none
SEEN
if ! diff described.txt seen.txt; then
  echo "no longer as described" >&2
  exit 1
fi
echo "as described"
