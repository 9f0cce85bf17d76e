#!/usr/bin/env bash
# franc 6.2.0 (npm), a detector of languages: on messages as customers write them, which are short.
# Seen: "I want to return it" is Low German, "please cancel my order" Spanish, "refund please" Danish; one English word in a
# Chinese message makes it Nahuatl, since only the script with most letters is looked at. Longer or not at all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent franc@6.2.0 >/dev/null
cat >seen.mjs <<'JS'
import {franc} from 'franc';
for (const text of ['I want to return it', 'please cancel my order', 'refund please', '想退货 please', '没收到货']) {
  console.log(franc(text), '<-', text);
}
JS
node seen.mjs | tee seen.txt
cat >described.txt <<'SEEN'
nds <- I want to return it
spa <- please cancel my order
dan <- refund please
nhn <- 想退货 please
und <- 没收到货
SEEN
if ! diff described.txt seen.txt; then
  echo "no longer as described" >&2
  exit 1
fi
echo "as described"
