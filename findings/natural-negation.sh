#!/usr/bin/env bash
# natural 8.1.0 (npm), a library for language in Node: its classifiers and its TF-IDF on order messages.
# Seen: stop words go before anything is counted, and "not" and "do" are among them, so a request and its denial have the
# same scores. Its tokenizer knows Latin letters alone: a Chinese sentence has no terms, and is classified as a text of
# no known words is, by the label that was taught first, at the same score as every other.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent natural@8.1.0 >/dev/null
cat >seen.mjs <<'JS'
import natural from 'natural';
const classifier = new natural.LogisticRegressionClassifier();
classifier.addDocument('I want to return the shoes', 'return');
classifier.addDocument('please take the jacket back', 'return');
classifier.addDocument('where is my parcel', 'status');
classifier.addDocument('when does it arrive', 'status');
classifier.train();
const scores = (text) => classifier.getClassifications(text).map((each) => each.label + ' ' + each.value).join(', ');
console.log('denial scores as the request:', scores('I want to return it') === scores('I do not want to return it'));
console.log('unknown words:', scores('qwxz vbnm'));
console.log('Chinese:', scores('我想退货'));
const terms = new natural.TfIdf();
terms.addDocument('我想退货');
console.log('terms of a Chinese sentence:', terms.listTerms(0).length);
JS
node seen.mjs | tee seen.txt
cat >described.txt <<'SEEN'
denial scores as the request: true
unknown words: return 0.5, status 0.5
Chinese: return 0.5, status 0.5
terms of a Chinese sentence: 0
SEEN
if ! diff described.txt seen.txt; then
  echo "no longer as described" >&2
  exit 1
fi
echo "as described"
