// Looks at the reports of the examples as a browser does, and as those do who cannot see them.
//
//   node run.mjs --quickscan build/quickscan --examples examples --work build/browser
//
// Exit: 0 all is well, 1 something is wrong, 77 a program or the registry is missing (the test is skipped).
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import * as in_page from './in_page.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: {
    quickscan: { type: 'string' },
    examples: { type: 'string' },
    work: { type: 'string' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
    only: { type: 'string', default: '' },
  },
});
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--no-first-run', '--hide-scrollbars'];

function skip(reason) {
  console.log(`skipped: ${reason}`);
  process.exit(77);
}

/** The packages of package-lock.json, in the build folder: the source folder stays as it is. */
function packages(work) {
  const folder = join(work, 'packages');
  const lock = readFileSync(join(here, 'package-lock.json'), 'utf8');
  const stamp = join(folder, 'installed');
  const installed = existsSync(stamp) && readFileSync(stamp, 'utf8') === lock;
  if (!installed) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const name of ['package.json', 'package-lock.json', '.npmrc']) copyFileSync(join(here, name), join(folder, name));
    const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], { cwd: folder, encoding: 'utf8' });
    if (npm.error?.code === 'ENOENT') skip('npm is not installed');
    if (npm.status !== 0) {
      const away = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|E40[134]\b|E50\d\b/;
      if (away.test(npm.stderr)) skip('npm ci cannot reach a registry');
      throw new Error(`npm ci failed:\n${npm.stderr}`);
    }
    writeFileSync(stamp, lock);
  }
  return createRequire(join(folder, 'package.json'));
}

/** Every report that a reader can be given of the examples. */
function make_reports(folder) {
  const reports = [];
  for (const study of ['rotterdam-2021', 'regional-vision', 'first-study']) {
    for (const language of ['nl', 'en']) {
      for (const audience of ['internal', 'public']) {
        for (const format of ['html', 'briefing']) {
          const name = `${study} ${language} ${audience} ${format}`;
          const path = join(folder, `${name.replaceAll(' ', '-')}.html`);
          const words = ['report', join(resolve(options.examples), study), '--format', format, '--lang', language,
            '--audience', audience, '-q', '-o', path];
          if (audience === 'public') words.push('--suppress');
          execFileSync(resolve(options.quickscan), words, { stdio: ['ignore', 'ignore', 'inherit'] });
          reports.push({ name, language, path });
        }
      }
    }
  }
  return reports.filter((report) => report.name.includes(options.only));
}

async function check(page, state, report, axe_source) {
  const found = [];
  const add = (where, sentences) => found.push(...sentences.map((sentence) => `${where}: ${sentence}`));
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => add('page', [String(error)]));
  page.on('console', (message) => message.type() === 'error' && !message.text().includes('Content Security Policy') &&
    add('console', [message.text()]));
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(pathToFileURL(report.path).href, { waitUntil: 'load' });
  if (requests.length !== 1) add('requests', [`${requests.length} instead of one: ${requests.join(' ')}`]);
  add('content', await page.evaluate(in_page.forbidden_content, policy));
  add('words', await page.evaluate(in_page.unfilled_words));
  const language = await page.evaluate(() => document.documentElement.lang);
  if (language !== report.language) add('language', [`is ${language}`]);

  await page.evaluate(axe_source);
  const look = async (name, width, media, open) => {
    state.step = `${name} overflow`;
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaType(media);
    await page.evaluate(in_page.open_details, open);
    add(`${name} overflow`, await page.evaluate(in_page.sideways_overflow));
  };
  const axe = async (name) => {
    state.step = `${name} axe`;
    const answer = await page.evaluate(in_page.accessibility_violations, name === 'print');
    add(`${name} axe`, answer.found);
    if (answer.rules < 10) add(`${name} axe`, [`only ${answer.rules} rules had anything to look at`]);
  };
  await look('1280', 1280, 'screen', false);
  await look('1280 unfolded', 1280, 'screen', true);
  const drawings = await page.evaluate(in_page.drawing_collisions);
  add('drawings', drawings.found);
  const contrast = await page.evaluate(in_page.poor_contrast);
  add('contrast', contrast.found);
  await axe('1280 unfolded');
  await look('768', 768, 'screen', false);
  await look('768 unfolded', 768, 'screen', true);
  await look('390', 390, 'screen', false);
  await look('390 unfolded', 390, 'screen', true);
  await look('320 unfolded', 320, 'screen', true);
  await look('320', 320, 'screen', false);
  await axe('320');
  // 210 mm less the margins of the print style sheet, at 96 pixels an inch.
  await look('print', 680, 'print', false);
  add('print drawings', (await page.evaluate(in_page.drawing_collisions)).found);
  await axe('print');
  state.step = 'policy';
  add('policy', await page.evaluate(in_page.unstopped_attempts));
  return { found, texts: drawings.texts, pairs: contrast.pairs };
}

/** Pictures for people to look at, as colour-blind readers see them. */
async function take_pictures(page, report, folder) {
  const name = report.name.replaceAll(' ', '-');
  await page.goto(pathToFileURL(report.path).href, { waitUntil: 'load' });
  for (const [width, deficiency] of [[1280, 'none'], [390, 'none'], [1280, 'deuteranopia'], [1280, 'achromatopsia']]) {
    await page.setViewport({ width, height: 900 });
    await page.emulateVisionDeficiency(deficiency);
    const path = join(folder, `${name}-${width}-${deficiency}.png`);
    const picture = await page.screenshot({ path, fullPage: true });
    if (picture.length < 20_000) throw new Error(`${path} shows nothing`);
  }
  await page.emulateVisionDeficiency('none');
}

/** What `work` answers, or a refusal where it has not answered after so many seconds. */
async function within(seconds, what, work) {
  let timer;
  const late = new Promise((_, refuse) => {
    timer = setTimeout(() => refuse(new Late(`${what()}: no answer within ${seconds} seconds`)), seconds * 1000);
  });
  work.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

class Late extends Error {}

/** Runs `task` with a page of a new browser. One that falls silent is ended and tried once more, aloud; what a
    page answers is never asked twice. */
async function with_page(puppeteer, folder, name, seconds, task) {
  for (let attempt = 1; ; ++attempt) {
    const profile = mkdtempSync(join(folder, 'profile-'));
    const state = { step: 'start' };
    const stop = new AbortController();
    let browser;
    try {
      const work = (async () => {
        browser = await puppeteer.launch({ executablePath: options.chromium, headless: true, args: flags, pipe: true,
          userDataDir: profile, env: { ...process.env, TMPDIR: profile }, signal: stop.signal });
        return task(await browser.newPage(), state);
      })();
      return await within(seconds, () => `${name}, ${state.step}`, work);
    } catch (problem) {
      if (!(problem instanceof Late) || attempt === 2) throw problem;
      console.log(`once more: ${problem.message}`);
    } finally {
      stop.abort();
      browser?.process()?.kill('SIGKILL');
    }
  }
}

async function main() {
  const work = resolve(options.work);
  if (!existsSync(options.chromium)) skip(`${options.chromium} is not installed`);
  const require = packages(work);
  const puppeteer = require('puppeteer-core');
  const axe_source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'quickscan-browser-'));
  const pictures = join(work, 'pictures');
  mkdirSync(pictures, { recursive: true });
  let wrong = 0;
  try {
    const reports = make_reports(folder);
    let texts = 0;
    for (const report of reports) {
      const answer = await with_page(puppeteer, folder, report.name, 60,
        (page, state) => check(page, state, report, axe_source));
      wrong += answer.found.length;
      texts += answer.texts;
      console.log(`${answer.found.length === 0 ? 'ok  ' : 'FAIL'} ${report.name} (${answer.texts} words in drawings, ${
        answer.pairs} pairs of colours)`);
      for (const sentence of answer.found) console.log(`     ${sentence}`);
    }
    for (const report of reports.filter(({ name }) => /^rotterdam-2021 nl internal/.test(name))) {
      await with_page(puppeteer, folder, report.name, 60, (page) => take_pictures(page, report, pictures));
    }
    if (!options.only && texts < 100) {
      ++wrong;
      console.log(`FAIL the drawings hold only ${texts} words: were they drawn?`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  console.log(wrong === 0 ? `all is well; pictures are in ${pictures}` : `${wrong} things are wrong`);
  return wrong === 0 ? 0 : 1;
}

process.exitCode = await main();
