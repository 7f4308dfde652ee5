"use strict";
// CSV as spreadsheets write and read it. Knows nothing of the page.

// What a spreadsheet computes instead of showing it; full-width signs count in East Asian ones.
const FORMULA = /^'*(\s*[=+\-@＝＋－＠]|[\t\r\n])/;

// escapeFormula(text): as text that no spreadsheet takes for a formula; unescapeFormula is the way back.
const escapeFormula = text => FORMULA.test(text) ? `'${text}` : text;
const unescapeFormula = text => text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;

function writeCsv(rows) {
  const quoted = cell => `"${cell.replaceAll('"', '""')}"`;
  return "\ufeff" + rows.map(row => row.map(quoted).join(",") + "\r\n").join("");
}

// readCsv(bytes): one object a row, by the header's names. The separator is the one the header has most of.
function readCsv(bytes) {
  let text = decode(bytes);
  const named = text.match(/^sep=(.)\r?\n/i);
  if (named) text = text.slice(named[0].length);
  const header = text.split(/\r?\n/, 1)[0];
  const most = [",", ";", "\t"].sort((a, b) => header.split(b).length - header.split(a).length)[0];
  const [names = [], ...rows] = splitRows(text, named ? named[1] : most);
  const keys = names.map(name => name.trim().toLowerCase());
  return rows.map(row => Object.fromEntries(keys.map((key, i) => [key, unescapeFormula(row[i] || "")])));
}

function decode(bytes) {
  const [first, second] = new Uint8Array(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", {fatal: true}).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function splitRows(text, separator) {
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))([${separator}]|\\r\\n|\\n|\\r|$)`, "y");
  const rows = [];
  let row = [];
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (!found) throw new Error(`a quotation mark is in the wrong place in row ${rows.length + 1}`);
    row.push(found[1] === undefined ? found[2] : found[1].replaceAll('""', '"'));
    if (found[3] === separator) continue;
    if (row.some(Boolean)) rows.push(row);
    row = [];
  }
  if (row.length) rows.push(row);
  return rows;
}

const decimal = text => text.trim() === "" ? NaN : Number(text.trim().replace(",", "."));
