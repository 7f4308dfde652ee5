"use strict";
// What every page here is built with: its data, and elements whose text is text.

const data = JSON.parse(document.getElementById("data").textContent);
const at = id => document.getElementById(id);

function el(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter(child => child !== null && child !== ""));
  return element;
}

const countText = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

// --- messages ---

let toastTimer = 0;
let answers = []; // of the question that is shown: {label, key, act}

function toast(text) {
  showMessage(text, []);
  toastTimer = setTimeout(closeMessage, 6000 + 40 * text.length); // a long one takes longer to read
}

// ask("Accept it anyway?", [{label: "Accept anyway", key: "y", act}]): stays until it is answered, left, or out of date.
const ask = (text, choices) => showMessage(text, choices);

function showMessage(text, choices) {
  clearTimeout(toastTimer);
  answers = choices;
  const leave = el("button", {textContent: "Leave it", onclick: closeMessage}, el("kbd", {textContent: "Esc", ariaHidden: "true"}));
  const choiceButtons = choices.length ? [el("div", {className: "choices"}, ...choices.map(toastButton), leave)] : [];
  at("toast").replaceChildren(el("p", {textContent: text}), ...choiceButtons);
  at("toast").hidden = false;
}

const toastButton = ({label, key, act}) => el("button", {onclick: () => answer(act)}, label, key ? el("kbd", {textContent: key, ariaHidden: "true"}) : "");

function answer(act) {
  closeMessage();
  act();
}

function closeMessage() {
  clearTimeout(toastTimer);
  answers = [];
  at("toast").hidden = true;
}

// A question about a place is out of date as soon as another place is chosen.
const closeQuestion = () => answers.length && closeMessage();
