// Opens pages in a browser and holds each to what a page promises: no error, no request, no sideways scrolling, no violation that axe
// finds, every control within reach of Tab with a visible focus, everything on paper.
//
//   node pages.mjs check FOLDER PICTURES LEAST   every *.html of the folder, at least so many; a picture of each goes to PICTURES
//   node pages.mjs broken PAGE                   the page broken on purpose in every way, each of which has to be noticed
//   node pages.mjs searches PAGE WORDS TARGET LEAST   the box for finding: the words find what TARGET selects, among LEAST entries or more
//   node pages.mjs picture PAGE FILE [SELECTOR]  one picture of the top of a page, or from an element on
import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const installed = createRequire(join(process.cwd(), 'package.json'));
const { chromium } = installed('playwright-core');
const axe = readFileSync(installed.resolve('axe-core/axe.min.js'), 'utf8');
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const widths = [375, 1280];
const schemes = ['light', 'dark'];
const controls = 'a[href], button, input, select, textarea, summary';

let passed = 0;
let failed = 0;
function report(name, problem) {
  if (problem) {
    failed++;
    console.log(`FAILED  ${name}\n        ${String(problem).slice(0, 1200).replaceAll('\n', '\n        ')}`);
  } else {
    passed++;
    console.log(`ok      ${name}`);
  }
}

async function open(browser, file, width, scheme) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const heard = { errors: [], requests: [] };
  const address = pathToFileURL(resolve(file)).href;
  page.on('console', message => message.type() === 'error' && heard.errors.push(message.text()));
  page.on('pageerror', error => heard.errors.push(error.message));
  page.on('request', request => request.url() !== address && !request.url().startsWith('data:') && heard.requests.push(request.url()));
  const response = await page.goto(address, { waitUntil: 'load' });
  if (response && !response.ok() && response.status() !== 0) throw new Error(`it does not open: ${response.status()}`);
  return { page, context, heard };
}

// What is wrong with the page, by the name of the promise; an empty text where it holds.
const isTooWide = () => {
  const root = document.scrollingElement;
  if (root.scrollWidth <= innerWidth) return '';
  const wide = [...document.body.querySelectorAll('*')].filter(one => one.getBoundingClientRect().right > innerWidth + 1).slice(0, 5);
  return `it is ${root.scrollWidth} px wide in ${innerWidth} px: ${wide.map(one => one.outerHTML.slice(0, 90)).join(' | ')}`;
};
const promises = {
  'it says something': page => page.evaluate(() => {
    const main = document.querySelector('main')?.innerText.trim() ?? '';
    return main.length > 40 && document.querySelector('h1')?.innerText.trim() ? '' : `there is too little to read: '${main}'`;
  }),
  'it does not scroll sideways': page => page.evaluate(isTooWide),
  // A path, a link, the name of a protocol: whatever a file says, in every place but the few that hold only words of ours.
  'nor with a word that has no end': async page => {
    await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      window.lengthened = [];
      for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        const style = getComputedStyle(text.parentElement);
        if (!text.nodeValue.trim() || text.parentElement.closest('svg, script, style')) continue;
        if (style.whiteSpace === 'nowrap' || style.overflowWrap === 'normal') continue;
        window.lengthened.push([text, text.nodeValue]);
        text.nodeValue += '/unbroken'.repeat(12);
      }
    });
    const problem = await page.evaluate(isTooWide);
    const count = await page.evaluate(() => {
      window.lengthened.forEach(([text, value]) => { text.nodeValue = value; });
      return window.lengthened.length;
    });
    return count < 10 ? `only ${count} texts could be lengthened` : problem;
  },
  'axe finds nothing': async (page, scheme) => {
    // The markup is the same in light and dark: in dark only what turns on colours is looked at again.
    await page.evaluate(axe);
    const { violations, passes } = await page.evaluate(runOnly => window.axe.run(document, { resultTypes: ['violations'], ...runOnly }),
      scheme === 'light' ? {} : { runOnly: ['cat.color'] });
    if (passes.length < (scheme === 'light' ? 10 : 1)) return `only ${passes.length} rules looked at anything`;
    return violations.map(one => `${one.id}: ${one.help}; ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`).join('\n');
  },
  'Tab reaches every control, and the focus is seen': async page => {
    const count = await page.evaluate(list => {
      const all = [...document.querySelectorAll(list)].filter(one => one.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }));
      all.forEach((one, place) => { one.dataset.control = place; });
      document.activeElement?.blur();
      window.scrollTo(0, 0);
      return all.length;
    }, controls);
    if (count < 3) return `there are only ${count} controls`;
    await page.evaluate(() => document.addEventListener('focusin', ({ target }) => {
      const style = getComputedStyle(target);
      target.dataset.reached = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 ? 'seen' : 'unseen';
    }));
    for (let press = 0; press < count + 2; press++) await page.keyboard.press('Tab');
    const [missed, unseen] = await page.evaluate(() => {
      const all = [...document.querySelectorAll('[data-control]')];
      return [all.filter(one => !one.dataset.reached), all.filter(one => one.dataset.reached === 'unseen')]
        .map(some => some.map(one => one.outerHTML.slice(0, 120)));
    });
    return missed.length > 0 ? `${missed.length} of ${count} are not reached: ${missed.slice(0, 5).join(' | ')}`
      : unseen.length > 0 ? `no outline on ${unseen.length} of ${count}` : '';
  },
  'it prints whole': async page => {
    await page.evaluate(() => document.querySelectorAll('details').forEach(one => { one.open = false; }));
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const hidden = await page.evaluate(() => [...document.querySelectorAll('main p, main li, main dd, main td, main th')]
      .filter(one => one.innerText !== undefined && one.textContent.trim() && one.getClientRects().length === 0)
      .map(one => one.textContent.trim().slice(0, 80)));
    const paper = await page.evaluate(() => getComputedStyle(document.body).color);
    const pdf = await page.pdf({ format: 'A4' });
    await page.emulateMedia({ media: null });
    return hidden.length > 0 ? `${hidden.length} texts are not on paper: ${hidden.slice(0, 5).join(' | ')}`
      : pdf.subarray(0, 5).toString() !== '%PDF-' || pdf.length < 5000 ? 'the file is no PDF'
      : !/^rgb\((\d|[0-5]\d), /.test(paper) ? `the ink is light: ${paper}` : '';
  },
};
const heardPromises = {
  'no error': heard => heard.errors.join('\n'),
  'no request leaves the file': heard => heard.requests.join('\n'),
};

// Keys are the same in light and dark, and paper at every width; a very long page is walked through by keyboard once.
async function applies(name, page, width, scheme) {
  if (name.startsWith('nor with')) return scheme === 'light' && width === widths[0];
  if (name === 'it prints whole') return scheme === 'light' && width === widths.at(-1);
  if (!name.startsWith('Tab')) return true;
  return scheme === 'light' && (width === widths[0] || await page.locator(controls).count() < 400);
}

// Everything about a page at one width, each promise with what is wrong, if anything.
async function inspect(browser, file, width, { pictures, only } = {}) {
  const found = [];
  const { page, context, heard } = await open(browser, file, width, schemes[0]);
  try {
    for (const scheme of only ? [schemes[0]] : schemes) {
      await page.emulateMedia({ colorScheme: scheme });
      if (pictures) {
        const height = Math.min(await page.evaluate(() => document.scrollingElement.scrollHeight), 8000);
        const path = join(pictures, `${basename(file, '.html')}-${width}-${scheme}.png`);
        await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height } });
      }
      for (const [name, holds] of Object.entries(promises)) {
        if ((only && name !== only) || !await applies(name, page, width, scheme)) continue;
        found.push({ about: `${width} px, ${scheme}`, name, problem: await holds(page, scheme).catch(error => error.message || 'an error') });
      }
    }
    for (const [name, holds] of Object.entries(heardPromises)) found.push({ about: `${width} px`, name, problem: holds(heard) });
  } catch (error) {
    found.push({ about: `${width} px`, name: 'it can be looked at', problem: error.message });
  } finally {
    await context.close();
  }
  return found;
}

async function checkFolder(browser, folder, pictures, least) {
  const files = readdirSync(folder).filter(name => name.endsWith('.html')).sort();
  report(`there are ${least} pages or more`, files.length >= least && least > 0 ? '' : `there are ${files.length}`);
  for (const name of files) {
    const file = join(folder, name);
    const each = await Promise.all(widths.map(width => inspect(browser, file, width, { pictures })
      .catch(error => [{ about: `${width} px`, name: 'it opens', problem: error.message }])));
    for (const one of each.flat()) report(`${basename(name, '.html')}, ${one.about}: ${one.name}`, one.problem);
  }
}

const faults = {
  'no error': text => text.replace('</main>', '<script>throw new Error()</script></main>'),
  'no request leaves the file': text => text.replace("img-src data:", 'img-src *').replace('</main>', '<img alt="" src="https://example.invalid/a.png" /></main>'),
  'it does not scroll sideways': text => text.replace('</main>', '<p style="width: 1400px">wide</p></main>'),
  'nor with a word that has no end': text => text.replace('</main>', '<p style="overflow-wrap: break-word; width: min-content">wide</p></main>'),
  'axe finds nothing': text => text.replace('</main>', '<p style="color: #bbb; background: #fff">hardly seen</p></main>'),
  'Tab reaches every control, and the focus is seen': text => text.replace('</main>', '<p><a href="#main" tabindex="-1">not reached</a></p></main>'),
  'it prints whole': text => text.replace('</style>', '@media print { main li { display: none } }</style>'),
  'it says something': text => text.replace(/<main[^]*<\/main>/, '<main id="main" tabindex="-1"></main>'),
};
const noFocus = text => text.replace('</style>', ':focus-visible { outline: none }</style>');

async function checkBroken(browser, file) {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  const good = readFileSync(file, 'utf8');
  const whole = await inspect(browser, file, 1280);
  report('the whole page holds', whole.map(one => one.problem).join(''));
  if (failed > 0) return;
  for (const [name, fault] of [...Object.entries(faults), ['Tab reaches every control, and the focus is seen', noFocus]]) {
    const bad = fault(good);
    const path = join(folder, 'broken.html');
    writeFileSync(path, bad);
    const found = await inspect(browser, path, name.startsWith('nor with') ? widths[0] : 1280, { only: name });
    const isNoticed = bad !== good && found.some(one => one.name === name && one.problem);
    report(`a page broken on purpose is noticed: ${name}`, isNoticed ? '' : 'it was not noticed');
  }
}

// The box finds by keyboard, says how much, and gives everything back; without a script everything is there and no box.
async function checkSearch(browser, file, words, target, least) {
  const { page, context } = await open(browser, file, 1280, 'light');
  const shown = () => page.evaluate(() => [...document.querySelectorAll('[data-find]')].filter(one => one.checkVisibility()).length);
  const all = await shown();
  await page.getByRole('searchbox').focus();
  await page.keyboard.type(words);
  const some = await shown();
  report(`the box finds ${words}`, some > 0 && some < all / 4 && await page.locator(target).first().isVisible() ? '' : `${some} of ${all}`);
  report('and says how many', (await page.getByRole('status').innerText()).startsWith(`${some} of ${all} `) ? '' : await page.getByRole('status').innerText());
  await page.keyboard.type(' zzz');
  report('what nothing has is said', await shown() === 0 && (await page.getByRole('status').innerText()).startsWith('Nothing') ? '' : 'something is shown');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  report('an empty box shows everything', await shown() === all && all >= least ? '' : `${await shown()} of ${all}`);
  await context.close();
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const without = await plain.newPage();
  await without.goto(pathToFileURL(resolve(file)).href);
  report('without a script there is no box', await without.locator('#find').isVisible() ? 'there is one' : '');
  report('and everything is there', await without.locator(target).first().isVisible() ? '' : 'one is not');
  await plain.close();
}

async function picture(browser, file, out, selector) {
  const { page } = await open(browser, file, 1180, 'light');
  await page.setViewportSize({ width: 1180, height: 1100 });
  if (selector) await page.locator(selector).first().evaluate(one => one.scrollIntoView({ block: 'start' }));
  await page.screenshot({ path: out });
  report(`the picture ${basename(out)} is made`, '');
}

const [what, ...rest] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  if (what === 'check') await checkFolder(browser, rest[0], rest[1], Number(rest[2]));
  else if (what === 'broken') await checkBroken(browser, rest[0]);
  else if (what === 'searches') await checkSearch(browser, rest[0], rest[1], rest[2], Number(rest[3]));
  else if (what === 'picture') await picture(browser, ...rest);
  else report('a known command', `there is no '${what}'`);
} catch (error) {
  report(`${what} ends`, error.message);
} finally {
  await browser.close();
}
console.log(`counts ${passed} ${failed}`);
process.exitCode = failed > 0 ? 1 : 0;
