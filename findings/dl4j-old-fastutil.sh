#!/usr/bin/env bash
# deeplearning4j-nn 1.0.0-M2.1 (Maven) brings it.unimi.dsi:fastutil 6.5.7. fastutil has been divided since: fastutil-core is an
# artifact of another name with the same packages, so Maven sees no conflict and keeps both. The first on the class path wins.
# Seen: code compiled against fastutil-core 8.5.18 ends with NoSuchMethodError at run time beside deeplearning4j-nn, if that was
# declared first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>seen</groupId>
  <artifactId>seen</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.deeplearning4j</groupId>
      <artifactId>deeplearning4j-nn</artifactId>
      <version>1.0.0-M2.1</version>
    </dependency>
    <dependency>
      <groupId>it.unimi.dsi</groupId>
      <artifactId>fastutil-core</artifactId>
      <version>8.5.18</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath >/dev/null 2>&1
cat >Seen.java <<'JAVA'
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;

public class Seen {
    public static void main(String[] args) {
        Int2IntOpenHashMap map = new Int2IntOpenHashMap();
        map.put(1, 2);
        map.int2IntEntrySet().fastForEach(entry -> System.out.println(entry.getIntKey() + " " + entry.getIntValue()));
    }
}
JAVA
alone=$(tr ':' '\n' <classpath | grep 'fastutil-core')
javac -cp "$alone" Seen.java
{
  tr ':' '\n' <classpath | grep -o 'fastutil[^/]*\.jar' | sort
  echo "alone: $(java -cp ".:$alone" Seen)"
  echo "beside: $(java -cp ".:$(cat classpath)" Seen 2>&1 | grep -o 'NoSuchMethodError' | head -1)"
} | tee seen.txt
cat >described.txt <<'SEEN'
fastutil-6.5.7.jar
fastutil-core-8.5.18.jar
alone: 1 2
beside: NoSuchMethodError
SEEN
if ! diff described.txt seen.txt; then
  echo "no longer as described" >&2
  exit 1
fi
echo "as described"
