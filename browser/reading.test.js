// The page of a reading, as its reader meets it.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { example, findings, launch, openReading, temporaryFile } from "./open.js";

const ARTICLES = ["border-strike.txt", "how-many-wounded.txt", "truce-talks.html"];
const WIDTHS = [1280, 360];
const COLOR_SCHEMES = ["light", "dark"];

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

for (const article of ARTICLES) {
  describe(article, () => {
    test("every mark and its row or entry are linked to each other", async (t) => {
      const page = await openReading(t, browser, example(article));
      const { marks, rows } = await page.evaluate(survey);
      assert.ok(rows.length >= 5, `an article full of statements has only ${rows.length} rows`);

      for (const row of rows) {
        assert.ok(["content", "cue", "trigger"].some((part) => row.parts.includes(part)), `row ${row.id} marks nothing`);
        for (const { to, part, lands } of row.links) {
          assert.ok(lands, `row ${row.id} links to ${to}, which is not in the article`);
          assert.ok(row.parts.includes(part), `row ${row.id} links to ${to}, which is not marked as its ${part}`);
        }
        for (const part of row.parts) {
          assert.ok(row.links.some((link) => link.part === part), `row ${row.id} has no link to its ${part}`);
        }
      }
      for (const mark of marks) {
        assert.ok(rows.some((row) => row.id === mark.row), `“${mark.words}” is marked for ${mark.row}, which has no row`);
        assert.ok(mark.linked, `“${mark.words}” is marked but no link leads from it to a row`);
      }
    });

    test("a link leads to the row, and from the row back to the words", async (t) => {
      const page = await openReading(t, browser, example(article));
      const mark = page.locator("article a.mark.content").last();
      const row = (await mark.getAttribute("href")).slice(1);
      await mark.click();
      assert.equal(await page.evaluate(() => location.hash), `#${row}`);
      assert.ok(await inView(page, `tr[id="${row}"]:target`), `${row} is not the target, or out of view`);

      const back = page.locator(`tr[id="${row}"] td a[href="#${row}-content"]`);
      await back.click();
      assert.ok(await inView(page, `article [id="${row}-content"]:target`), "the words are not the target, or out of view");
    });

    test("the keyboard reaches the statements and every number in the text", async (t) => {
      const page = await openReading(t, browser, example(article));
      await page.keyboard.press("Tab");
      const first = await page.evaluate(() => document.activeElement.getAttribute("href"));
      assert.equal(first, "#statements");
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate(() => location.hash), "#statements");

      const unreachable = await page.evaluate(() => {
        const rows = [...document.querySelectorAll("tbody tr[id], .events li[id]")].map((row) => `#${row.id}`);
        const links = [...document.querySelectorAll("article a[href]")].filter((link) => link.tabIndex >= 0);
        return rows.filter((row) => !links.some((link) => link.hash === row && link.textContent.trim()));
      });
      assert.deepEqual(unreachable, []);
    });

    test("it asks nobody for anything and runs nothing", async (t) => {
      const page = await openReading(t, browser, example(article));
      assert.deepEqual(page.requests, [page.address]);
      assert.deepEqual(page.messages, []);
      assert.deepEqual(await page.evaluate(activeContent), []);
    });

    for (const width of WIDTHS) {
      for (const colorScheme of COLOR_SCHEMES) {
        test(`${width} px wide and ${colorScheme}: accessible, nothing cut off`, async (t) => {
          const page = await openReading(t, browser, example(article), { width, colorScheme });
          assert.deepEqual(await findings(page), []);
          await page.evaluate(() => (location.hash = document.querySelector("tbody tr[id]").id));
          assert.deepEqual(await findings(page), [], "with a row shown as the target");
          await page.evaluate(() => (location.hash = document.querySelector(".events li[id]").id));
          assert.deepEqual(await findings(page), [], "with an event shown as the target");

          const { scrollWidth, clientWidth } = await page.evaluate(() => {
            const { scrollWidth, clientWidth } = document.documentElement;
            return { scrollWidth, clientWidth };
          });
          assert.ok(scrollWidth <= clientWidth, `${scrollWidth - clientWidth} px stand out to the right`);

          const paper = await lightness(page);
          assert.ok(colorScheme === "dark" ? paper < 0.3 : paper > 0.7, `the background's lightness is ${paper}`);
        });
      }
    }
  });
}

test("the content security policy stops what gets in all the same", async (t) => {
  const page = await openReading(t, browser, example(ARTICLES[0]));
  const violated = await page.evaluate(async () => {
    const violated = [];
    document.addEventListener("securitypolicyviolation", (event) => violated.push(event.effectiveDirective));
    const add = (name, fields) => document.body.append(Object.assign(document.createElement(name), fields));
    add("script", { textContent: "window.owned = true" });
    add("script", { src: "https://example.org/a.js" });
    add("img", { src: "https://example.org/a.png" });
    add("iframe", { src: "https://example.org/" });
    add("style", { textContent: "body { display: none }" });
    await fetch("https://example.org/").catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 100));
    return violated;
  });
  for (const directive of ["script-src-elem", "img-src", "frame-src", "style-src-elem", "connect-src"]) {
    assert.ok(violated.includes(directive), `${directive} was not enforced: ${violated}`);
  }
  assert.equal(await page.evaluate(() => window.owned), undefined);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).display !== "none"), true);
});

test("a hostile document is shown, not run", async (t) => {
  const attack = `</title></style></p><script>document.title = "owned"</script><img src=x onerror="document.title='owned'">`;
  const hostile = {
    id: attack,
    title: `Minister says ${attack}`,
    outlet: attack,
    authors: [attack],
    published: `2025-03-09" onmouseover="document.title='owned'`,
    url: `javascript:document.title='owned'`,
    text: `"${attack}," the minister said on Monday. She denied that ${attack} was hers.\n\n`.repeat(3),
  };
  const file = temporaryFile(t, "hostile.jsonl", `${JSON.stringify(hostile)}\n`);
  const page = await openReading(t, browser, file);
  assert.deepEqual(page.requests, [page.address]);
  assert.deepEqual(await page.evaluate(activeContent), []);
  assert.notEqual(await page.title(), "owned");
  const shown = await page.evaluate(() => {
    const article = document.querySelector("article").cloneNode(true);
    article.querySelectorAll("sup").forEach((number) => number.remove());
    return article.textContent;
  });
  assert.ok(shown.includes(attack), "the text is not shown as it was written");
});

/** What the page holds of marks in the article and rows in the table. Runs in the page. */
function survey() {
  const PARTS = ["source", "cue", "content", "trigger"];
  // Rows of statements and entries of events.
  const ROWS = ":is(tbody tr, .events li)";
  const article = document.querySelector("article");
  const marks = PARTS.flatMap((part) =>
    [...article.querySelectorAll(`.mark.${part}`)].map((mark) => {
      const row = [...mark.classList].find((name) => /^[se]\d+$/.test(name));
      // Marks lie within each other, but links cannot: one of those around or inside the words leads to a row.
      const links = [mark.closest("a"), ...mark.querySelectorAll("a")].filter(Boolean);
      const linked = links.some((link) => document.querySelector(`${ROWS}[id="${link.hash.slice(1)}"]`));
      return { part, row, words: mark.textContent, linked };
    }),
  );
  const rows = [...document.querySelectorAll(`${ROWS}[id]`)].map(({ id }) => {
    const links = [...document.querySelectorAll(`[id="${id}"] a[href^="#${id}-"]:not(th a)`)].map((link) => ({
      to: link.hash,
      part: link.hash.slice(id.length + 2),
      lands: article.querySelector(`[id="${link.hash.slice(1)}"]`) !== null,
    }));
    return { id, links, parts: PARTS.filter((part) => marks.some((mark) => mark.row === id && mark.part === part)) };
  });
  return { marks, rows };
}

/** Everything that could run or load. Runs in the page. */
function activeContent() {
  const elements = [...document.querySelectorAll("script, iframe, object, embed, base, link, img, audio, video, form")];
  const attributes = [...document.querySelectorAll("*")].flatMap((element) =>
    [...element.attributes]
      .filter(({ name, value }) => name.startsWith("on") || /^\s*(javascript|data|vbscript):/i.test(value))
      .map(({ name, value }) => `${element.localName} ${name}="${value}"`),
  );
  return [...elements.map((element) => element.outerHTML), ...attributes];
}

/** Whether some of the first element that matches can be seen. */
async function inView(page, selector) {
  const box = await page.locator(selector).first().boundingBox();
  const { width, height } = page.viewportSize();
  return box !== null && box.y < height && box.y + box.height > 0 && box.x < width && box.x + box.width > 0;
}

/** Lightness of the page's background, from 0 for black to 1 for white. */
function lightness(page) {
  return page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d");
    const opaque = [document.body, document.documentElement]
      .map((element) => getComputedStyle(element).backgroundColor)
      .find((color) => color !== "rgba(0, 0, 0, 0)");
    canvas.fillStyle = opaque ?? "white";
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
  });
}
