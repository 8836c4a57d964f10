// What is asked inside the page. Each function is sent to the browser by itself, so it uses nothing from
// outside its own body; each answers with a list of sentences, empty where all is well.

/** What a page of ours must not hold at all, whatever the study says. */
export function forbidden_content(policy) {
  const found = [];
  const meta = [...document.querySelectorAll('meta[http-equiv]')];
  const policies = meta.filter((one) => one.httpEquiv.toLowerCase() === 'content-security-policy');
  if (policies.length !== 1 || policies[0].content !== policy) {
    found.push(`the content security policy is ${policies.map((one) => one.content).join(' | ') || 'missing'}`);
  }
  const before = policies[0]?.compareDocumentPosition(document.querySelector('style'));
  if (!(before & Node.DOCUMENT_POSITION_FOLLOWING)) found.push('the policy stands after the style it governs');
  const elements = 'script,iframe,object,embed,link,base,form,meta[http-equiv="refresh"],foreignObject,use,image';
  for (const element of document.querySelectorAll(elements)) found.push(`there is a <${element.localName}> element`);
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on')) found.push(`<${element.localName}> has ${name}`);
      const reference = ['src', 'srcset', 'href', 'xlink:href', 'data', 'action', 'poster'].includes(name);
      // A table as a file within the page, of nothing but letters, digits and percent signs.
      const table = element.localName === 'a' && /^data:text\/csv;charset=utf-8,[\w.%,-]*$/.test(value);
      if (reference && !table && !value.startsWith('#')) found.push(`<${element.localName} ${name}="${value}">`);
    }
  }
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) found.push(`${link.hash} leads nowhere`);
  }
  return found;
}

/** A placeholder that was never filled, or the id of a message where its words should be. */
export function unfilled_words() {
  const found = [];
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement.localName;
    if (parent === 'style') continue;
    const text = walker.currentNode.data;
    for (const [placeholder] of text.matchAll(/\{\{?[a-z_]+[^}]*\}?\}/g)) found.push(`"${placeholder}" in <${parent}>`);
    if (parent === 'code') continue;
    for (const [id] of text.matchAll(/\[[a-z_]+(?:\.[a-z_0-9]+)+\]/g)) found.push(`the message id ${id} in <${parent}>`);
    for (const [word] of text.matchAll(/\b(?:undefined|null|NaN|-?inf(?:inity)?)\b/g)) {
      found.push(`"${word}" in <${parent}>: ${text.trim().slice(0, 60)}`);
    }
  }
  return found;
}

export function open_details(open) {
  for (const one of document.querySelectorAll('details')) one.open = open;
}

/** The page never scrolls sideways; what is wider scrolls inside its own box. */
export function sideways_overflow() {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide in ${root.clientWidth}`);
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('svg, .scroll') || element.classList.contains('skip')) continue;
    const box = element.getBoundingClientRect();
    if (box.width > 0 && (box.right > root.clientWidth + 1 || box.left < -1)) {
      found.push(`<${element.localName}> "${element.textContent.trim().slice(0, 40)}" ends at ${Math.round(box.right)}`);
    }
  }
  return found;
}

/** Words in a drawing neither cover one another nor stick out of it. */
export function drawing_collisions() {
  const tolerance = 1;
  const found = [];
  let texts = 0;
  for (const svg of document.querySelectorAll('svg')) {
    const name = svg.querySelector('title')?.id ?? 'an svg without a title';
    const frame = svg.getBoundingClientRect();
    // In units of the drawing, so that a drawing shown smaller is judged alike.
    const scale = frame.width / (svg.viewBox.baseVal.width || frame.width);
    const boxes = [...svg.querySelectorAll('text')].filter((text) => text.textContent.trim() !== '').map((text) => ({
      words: text.textContent.trim(), box: text.getBoundingClientRect() }));
    texts += boxes.length;
    for (const { words, box } of boxes) {
      const beyond = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top,
        box.bottom - frame.bottom) / scale;
      if (beyond > tolerance) found.push(`${name}: "${words}" sticks out by ${beyond.toFixed(1)}`);
    }
    for (let i = 0; i < boxes.length; ++i) {
      for (let k = i + 1; k < boxes.length; ++k) {
        const a = boxes[i].box;
        const b = boxes[k].box;
        const across = (Math.min(a.right, b.right) - Math.max(a.left, b.left)) / scale;
        const down = (Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)) / scale;
        if (across > tolerance && down > tolerance) {
          found.push(`${name}: "${boxes[i].words}" and "${boxes[k].words}" overlap by ${across.toFixed(1)} × ${down.toFixed(1)}`);
        }
      }
    }
  }
  return { found, texts };
}

/** The contrast of every pair of text and fill that the style sheet and the drawings can make. */
export function poor_contrast() {
  const found = [];
  const pairs = new Map();
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [red, green, blue] = numbers(colour).slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const expect = (what, text, fill, least) => {
    const key = `${text} on ${fill}`;
    const ratio = contrast(text, fill);
    pairs.set(key, ratio);
    if (ratio < least) found.push(`${what}: ${key} is ${ratio.toFixed(2)}, less than ${least}`);
  };

  // The classes of the palette, tried out whether this study uses them or not.
  const bench = document.createElement('table');
  const classes = ['', 's0', 's1', 's2', 's3', 's4', 'withheld'];
  bench.innerHTML = `<tbody><tr>${classes.map((name) => `<td class="${name}"><span class="symbol">1</span>
    1 <span class="detail">2</span></td>`).join('')}</tr></tbody>`;
  document.querySelector('main').append(bench);
  const paper = 'rgb(255, 255, 255)';
  for (const cell of bench.querySelectorAll('td')) {
    const style = getComputedStyle(cell);
    const fills = style.backgroundImage.match(/rgba?\([^)]*\)/g) ?? [];
    if (numbers(style.backgroundColor)[3] !== 0) fills.push(style.backgroundColor);
    if (fills.length === 0) fills.push(paper);
    for (const fill of fills) {
      for (const text of [cell, ...cell.children]) {
        expect(`table cell ${cell.className} ${text.className}`, getComputedStyle(text).color, fill, 4.5);
      }
    }
  }
  bench.remove();

  const marks = ['--blue', '--orange', '--ink', '--line'];
  for (const name of marks) {
    const value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    if (!value) continue;
    const parts = value.slice(1).match(/../g).map((part) => parseInt(part, 16));
    expect(`mark ${name}`, `rgb(${parts.join(', ')})`, paper, 3);
  }

  for (const text of document.querySelectorAll('svg text')) {
    const svg = text.closest('svg');
    const box = text.getBoundingClientRect();
    const point = new DOMPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    let fill = paper;
    for (const shape of svg.querySelectorAll('rect, path, circle, ellipse, polygon')) {
      if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
      const style = getComputedStyle(shape);
      if (style.fill === 'none' || style.fillOpacity === '0' || style.opacity === '0') continue;
      if (shape.isPointInFill(point.matrixTransform(shape.getScreenCTM().inverse()))) fill = style.fill;
    }
    expect(`"${text.textContent.trim()}" in ${svg.querySelector('title')?.id}`, getComputedStyle(text).fill, fill, 4.5);
  }
  return { found, pairs: pairs.size };
}

/** Tries what the policy forbids, and tells what was not stopped. */
export async function unstopped_attempts() {
  const stopped = new Set();
  document.addEventListener('securitypolicyviolation', (event) => stopped.add(event.effectiveDirective));
  const script = document.createElement('script');
  script.textContent = 'globalThis.a_script_ran = true';
  const picture = new Image();
  picture.src = 'https://elsewhere.invalid/picture.png';
  const style = document.createElement('style');
  style.textContent = '@font-face { font-family: Away; src: url(https://elsewhere.invalid/a.woff2) } p { font-family: Away }';
  document.head.append(script, style);
  document.body.append(picture);
  const frame = document.createElement('iframe');
  frame.src = 'https://elsewhere.invalid/';
  document.body.append(frame);
  for (let tries = 0; tries < 50 && stopped.size < 4; ++tries) await new Promise((done) => setTimeout(done, 20));
  const found = [];
  if (globalThis.a_script_ran) found.push('a script ran');
  for (const directive of ['script-src-elem', 'img-src', 'font-src', 'frame-src']) {
    if (!stopped.has(directive)) found.push(`nothing stopped ${directive} (stopped: ${[...stopped].join(', ')})`);
  }
  for (const added of [script, picture, style, frame]) added.remove();
  return found;
}

/** What axe-core holds against the page; its source has been evaluated before. */
export async function accessibility_violations(on_paper) {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const result = await globalThis.axe.run(document, {
    runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], preload: false, iframes: false,
    rules: { 'target-size': { enabled: !on_paper } },
  });
  return {
    found: result.violations.flatMap((rule) => rule.nodes.slice(0, 3).map((node) =>
      `${rule.id} (${rule.impact}): ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`)),
    rules: result.passes.length,
  };
}
