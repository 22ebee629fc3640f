// The views of a ledger one by one: what they show, where it leads, how they print.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { overhang } from "./open.js";
import { at, json, open, serveExamples } from "./serving.js";

serveExamples();

/** The incident that most articles tell of but one: the bombing at Tavesh. */
const tavesh = async () => (await json("/api/incidents")).find(({ title }) => title.includes("Tavesh cattle market"));

/** The table that a link for CSV gives, without its head. */
const rows = async (link) => {
  const response = await fetch(at(await link.getAttribute("href")));
  assert.match(response.headers.get("content-type"), /^text\/csv/);
  return (await response.text()).trim().split("\n").slice(1);
};

describe("the first page", () => {
  test("filters combine, come off one by one, and keep each other", async (t) => {
    const page = await open(t, "/");
    const all = await page.locator(".timeline a").count();
    const incidents = await json("/api/incidents");
    const place = incidents.find(({ title }) => title.includes("Lantern")).where.name;
    const there = incidents.filter((one) => one.where?.name.includes(place) && one.when.start?.startsWith("2025-04"));
    await page.getByRole("searchbox", { name: "Place" }).fill(place);
    await page.getByRole("button", { name: "Show" }).click();
    await page.locator('.timeline a[aria-label^="2025-04"]').click();
    const asked = new URL(page.url()).searchParams;
    assert.deepEqual([asked.get("place"), asked.get("since"), asked.get("until")], [place, "2025-04-01", "2025-04-31"]);
    assert.equal(await page.locator(".incidents > li").count(), there.length);
    assert.equal(await page.locator(".timeline a.chosen").count(), 1);
    await page.getByRole("link", { name: `Leave out: place: ${place}` }).click();
    assert.equal(new URL(page.url()).searchParams.get("since"), "2025-04-01");
    assert.equal(await page.locator(".timeline a").count(), all, "another month can be chosen");
    await page.getByRole("link", { name: "Leave out: from 2025-04-01" }).click();
    await page.getByRole("link", { name: "Leave out: to 2025-04-31" }).click();
    assert.equal(new URL(page.url()).search, "");
  });

  test("a place on the map shows what happened there", async (t) => {
    const page = await open(t, "/?type=assault");
    const points = await page.locator(".map svg a").evaluateAll((all) => all.map((it) => it.getAttribute("aria-label")));
    assert.ok(points.some((label) => label.startsWith("Fort Bellan: ")), `${points}`);
    assert.ok(points.some((label) => label.startsWith("Damascus: ")) || (await page.locator(".map figcaption a", { hasText: "Damascus" }).count()) === 1);
    const [place, count] = /^(.+): (\d+) /.exec(points[0]).slice(1);
    await page.locator(".map svg a").first().click();
    const asked = new URL(page.url()).searchParams;
    assert.deepEqual([asked.get("place"), asked.get("type")], [place, "assault"]);
    assert.equal(await page.locator(".incidents > li").count(), Number(count));
  });

  test("counts lead to what they count", async (t) => {
    const { id, documents, outlets, sources } = await tavesh();
    const page = await open(t, "/?most=1");
    const entry = page.locator(".incidents > li", { hasText: "Tavesh cattle market" });
    const told = await entry.locator(".told").textContent();
    assert.ok(told.startsWith(`${documents.length} articles · ${outlets.length} outlets · ${sources} sources · `), told);
    await entry.getByRole("link", { name: `${documents.length} articles` }).click();
    assert.ok(page.url().endsWith(`/incident/${id}#articles`));
    assert.equal(await page.locator(".articles li").count(), documents.length);
    await page.goto(at(`/incident/${id}#outlets`).href);
    assert.equal(await page.locator("section[aria-labelledby=outlets] a").count(), outlets.length);
    assert.ok((await page.locator("section[aria-labelledby=independent] li").count()) >= 6);
  });

  test("all that is said is searched from it", async (t) => {
    const page = await open(t, "/");
    await page.getByRole("searchbox", { name: "Search all that is said" }).fill("dockers");
    await page.getByRole("button", { name: "Search" }).click();
    assert.equal(new URL(page.url()).href, at("/search?q=dockers").href);
    assert.ok((await page.locator(".statements mark").count()) >= 1);
  });

  test("a badge leads to the values that are at odds", async (t) => {
    const page = await open(t, "/?most=1");
    const entry = page.locator(".incidents > li", { hasText: "Tavesh cattle market" });
    await entry.locator(".badge.dispute").first().click();
    assert.match(page.url(), /\/incident\/i\d+#killed$/);
    await page.goto(at("/?since=2025-03-15").href);
    await page.locator(".legend a.badge.dispute").click();
    assert.equal(new URL(page.url()).search, "?since=2025-03-15&conflict=dispute");
    const kinds = await page.locator(".conflict .badge").allTextContents();
    assert.ok(kinds.length >= 2 && kinds.every((kind) => kind.startsWith("disputed: ")), `${kinds}`);
    const table = await rows(page.locator(".data a").nth(1));
    assert.ok(table.length >= kinds.length && table.every((row) => row.includes(",dispute,")));
  });
});

test("badges say in words what is at odds, and what they mean stands beside them", async (t) => {
  const meaning = { disputed: /cannot both be right/, denied: /denies/, "different places": /too far apart/, updated: /newer figure/ };
  for (const width of [1280, 360]) {
    const home = await open(t, "/?most=1", { width });
    const words = await home.locator(".incidents .badge").allTextContents();
    assert.ok(words.length > 5 && words.every((word) => /^(disputed|denied|updated): \w+|^different places$/.test(word)), `${words}`);
    const told = home.locator(".legend div");
    assert.equal(await told.count(), 4);
    for (const [word, sense] of Object.entries(meaning)) {
      const entry = told.filter({ has: home.getByText(word, { exact: true }) });
      assert.match(await entry.locator("dd").textContent(), sense);
      assert.ok(await entry.locator("dd").isVisible(), `${word} at ${width} px`);
    }
    await home.goto(at(`/incident/${(await tavesh()).id}`).href);
    const used = new Set((await home.locator(".badges .badge").allTextContents()).map((word) => word.split(":")[0]));
    assert.deepEqual(new Set(await home.locator(".legend dt").allTextContents()), used, "those that the page has, and no others");
    await home.close();
  }
});

test("conflicts are paged to the last, of all incidents", async (t) => {
  const all = await json("/api/conflicts");
  const incidents = await json("/api/incidents");
  const page = await open(t, "/conflicts");
  assert.ok((await page.locator("p.told").first().textContent()).startsWith(`${all.length} conflicts`));
  const titles = new Map(incidents.map(({ id, title }) => [id, title]));
  const shown = [];
  for (;;) {
    const here = await page.locator(".conflict h2 a").allTextContents();
    const data = await json(await page.locator(".data a").first().getAttribute("href"));
    assert.deepEqual(data.map(({ title }) => title), here, "its data are what a page shows");
    shown.push(...here);
    const next = page.getByRole("link", { name: "Next" });
    if ((await next.count()) === 0) break;
    await next.click();
  }
  assert.deepEqual(shown, all.map(({ incident }) => titles.get(incident)));
  assert.ok(all.length > 10, "more than one page");
});

test("what has no title of its own is called by its sentence, from its beginning", async () => {
  const titles = (await json("/api/incidents")).map(({ title }) => title);
  assert.ok(titles.length > 10);
  for (const title of titles) assert.match(title, /^[^…\s].*\S/, title);
});

describe("sources", () => {
  test("an arrow leads to the statements behind it, and the table says the same", async (t) => {
    const page = await open(t, "/sources");
    const arrow = page.locator(".graph .link").first();
    const words = await arrow.getAttribute("aria-label");
    const [, from, to, number] = /^(.+) → (.+): \w+ (\d+)/.exec(words);
    const cell = page.locator("tbody tr", { hasText: from }).filter({ hasText: to }).locator(".number a").first();
    assert.equal(await cell.getAttribute("href"), await arrow.getAttribute("href"));
    await arrow.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/carried\?from=a\d+&to=a\d+$/);
    const listed = (await page.locator(".statements > li").count()) + (await page.locator(".articles > li").count());
    assert.ok(listed >= Number(number), `${listed} of ${words}`);
    await page.locator(".statements a").first().click();
    assert.equal(await page.evaluate(() => document.querySelectorAll(":target").length), 1);
  });

  test("the choice of an incident and its button stand on one line", async (t) => {
    const page = await open(t, "/sources");
    await page.setViewportSize({ width: 1000, height: 800 });
    const [chosen, button] = await Promise.all(["select", "button"].map((it) => page.locator(`form.filters ${it}`).boundingBox()));
    assert.ok(Math.abs(chosen.y + chosen.height / 2 - button.y - button.height / 2) < 4, `${chosen.y} and ${button.y}`);
  });

  test("a box leads to an actor or to an outlet", async (t) => {
    const page = await open(t, "/sources");
    await page.locator(".graph .node.publisher", { hasText: "Corvan News Agency" }).first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/outlet\?name=Corvan/);
    assert.equal(await page.locator("h1").textContent(), "Corvan News Agency");
  });

  test("of one incident, from its page and back", async (t) => {
    const { id, title } = await tavesh();
    const page = await open(t, `/incident/${id}`);
    await page.getByRole("link", { name: "Who carries whom here, as a graph" }).click();
    assert.equal(new URL(page.url()).search, `?incident=${id}`);
    const boxes = await page.locator(".graph .node").allTextContents();
    assert.ok(boxes.some((name) => name.includes("Sarn Evening Post")) && !boxes.some((name) => name.includes("Ilva Marrek")), `${boxes}`);
    assert.ok((await page.locator(".graph .link.copied").count()) >= 2, "copies are drawn");
    const edges = await json(`/api/sources/edges?incident=${id}`);
    const table = await rows(page.locator(".data a").nth(1));
    assert.equal(table.length, edges.rows.length);
    await page.getByRole("link", { name: title }).click();
    assert.ok(page.url().endsWith(`/incident/${id}`));
  });

  test("an incident is chosen from those that most articles tell of", async (t) => {
    const { id, title } = await tavesh();
    const page = await open(t, "/sources");
    const all = await page.locator(".graph .node").count();
    await page.getByLabel("Of what is told of").selectOption({ label: title });
    await page.getByRole("button", { name: "Show" }).click();
    assert.equal(new URL(page.url()).search, `?incident=${id}`);
    assert.equal(await page.getByLabel("Of what is told of").inputValue(), id);
    assert.ok((await page.locator(".graph .node").count()) < all);
  });

  test("an outlet's figures are of all of its articles", async (t) => {
    const page = await open(t, "/outlet?name=Corvan%20News%20Agency");
    const number = async (text) => Number(/^\d+/.exec(await page.locator(".figures a", { hasText: text }).textContent())[0]);
    const count = async (query) => (await json(`/api/${query}outlet=Corvan%20News%20Agency`)).length;
    assert.equal(await number("article"), await count("articles?"));
    assert.equal(await number("statement"), await count("statements?"));
    const figures = (await page.locator(".figures strong").allTextContents()).map((text) => parseInt(text, 10));
    assert.deepEqual(figures.slice(2), [await count("statements?first=1&"), await count("statements?kind=unnamed&")]);
  });

  test("on a phone the graph scrolls in its box, and no box lies on another", async (t) => {
    const page = await open(t, "/sources", { width: 360 });
    const [box, drawing] = await page.evaluate(() => {
      const scroll = document.querySelector(".graph .scroll");
      return [scroll.clientWidth, scroll.scrollWidth];
    });
    assert.ok(box <= 360 && drawing > 700, `${box} ${drawing}`);
    const overlapping = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll(".graph rect")].map((it) => it.getBoundingClientRect());
      return boxes.filter((one, at) =>
        boxes.slice(at + 1).some((other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom),
      ).length;
    });
    assert.equal(overlapping, 0);
  });
});

test("an outlet's page says what it originates, what it repeats and from whom", async (t) => {
  const page = await open(t, "/outlet?name=corvan%20news%20agency");
  const origins = page.locator("section[aria-labelledby=origins] .copies li");
  assert.equal(await origins.count(), 3);
  const repeated = await page.locator("section[aria-labelledby=repeated] tbody tr").allTextContents();
  assert.ok(repeated.some((row) => /Hadreth Herald.*copied 2/.test(row)), `${repeated}`);
  await page.getByRole("link", { name: "9 articles" }).click();
  assert.equal(await page.locator(".articles > li").count(), 9);
  assert.equal((await rows(page.locator(".data a").nth(1))).length, 9);
  await page.goBack();
  const unnamed = page.locator(".figures a").nth(3);
  const count = Number(await unnamed.textContent());
  await unnamed.click();
  assert.equal(await page.locator("p.told").first().textContent().then((words) => parseInt(words, 10)), count);
  assert.equal(await page.locator(".statements > li").count(), Math.min(count, 50));
  assert.equal((await rows(page.locator(".data a").nth(1))).length, Math.min(count, 50));
});

test("an article shows through whom its words came", async (t) => {
  const statements = await json("/api/statements");
  const { id, document } = statements.find(({ via }) => via.length === 2);
  const page = await open(t, `/document?id=${encodeURIComponent(document)}`);
  const row = page.locator(`tr#${id.split("#").at(-1)}`);
  assert.match(await row.locator(".chain").textContent(), /^.+ → New Courier → Andural Standard → this article$/);
  // Hovering lights the parts in the text.
  const part = page.locator(`article .source[class*="${id.split("#").at(-1)}"]`).first();
  const dark = await part.evaluate((mark) => getComputedStyle(mark).backgroundColor);
  await row.hover();
  assert.notEqual(await part.evaluate((mark) => getComputedStyle(mark).backgroundColor), dark);
});

describe("the map of an incident", () => {
  /** The incident with two claimed places that lie near each other. */
  const apart = async () =>
    (await json("/api/incidents")).find(({ fields }) => (fields.place ?? []).filter(({ value }) => value.latitude !== null).length > 1);

  test("places that are claimed lie apart, are named, and lead to the value and on to its words", async (t) => {
    for (const width of [1280, 360]) {
      const { id, fields } = await apart();
      const known = fields.place.filter(({ value }) => value.latitude !== null);
      const page = await open(t, `/incident/${id}`, { width });
      const points = page.locator("#place .map a");
      assert.equal(await points.count(), known.length);
      const boxes = await points.locator("circle:first-child").evaluateAll((all) => all.map((it) => it.getBoundingClientRect().toJSON()));
      for (const [at, one] of boxes.entries()) {
        for (const other of boxes.slice(at + 1)) {
          const distance = Math.hypot(one.x + one.width / 2 - other.x - other.width / 2, one.y + one.height / 2 - other.y - other.height / 2);
          assert.ok(distance > (one.width + other.width) / 2, `${distance} px at ${width}`);
        }
      }
      const names = await points.locator("text").allTextContents();
      assert.deepEqual(new Set(names), new Set(known.map(({ value }) => value.name)));
      const overlaps = await page.evaluate(() => {
        const all = [...document.querySelectorAll("#place .map a text")].map((it) => it.getBoundingClientRect());
        return all.some((one, at) => all.slice(at + 1).some((two) => one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom));
      });
      assert.equal(overlaps, false, `names overlap at ${width} px`);
      await points.first().click();
      const target = page.locator(":target");
      assert.ok((await target.textContent()).includes(names[0]));
      await target.locator(".backing a, .words a").first().click();
      await page.waitForLoadState();
      assert.equal(await page.evaluate(() => document.querySelectorAll(":target").length), 1, "the sentence");
      await page.close();
    }
  });

  test("a claim about another country is a place in dispute, by a ring and in words", async (t) => {
    const disputed = (await json("/api/conflicts")).find(({ kind }) => kind === "place");
    const page = await open(t, `/incident/${disputed.incident}`);
    assert.ok((await page.locator(".map .disputed .around").count()) >= 1);
    assert.ok((await page.locator(".map figcaption").textContent()).includes("others say that it was elsewhere"));
  });
});

describe("an incident's timeline", () => {
  test("has a lane for each value and a mark for each article, each of which leads to its words", async (t) => {
    const { id, fields } = await tavesh();
    const page = await open(t, `/incident/${id}`);
    const lane = page.locator(".appeared .lane").filter({ has: page.locator("text.value", { hasText: /^\S+ 14/ }) });
    const claim = fields.killed.find(({ value }) => value.low === 14);
    assert.equal(await lane.locator(".mark").count(), claim.documents.length);
    assert.match(await lane.locator(".mark").first().getAttribute("aria-label"), /^14: New Courier, 2025-03-24, first$/);
    const messenger = lane.locator('.mark[aria-label^="14: Tavesh Valley Messenger, 2025-03-25"]');
    assert.match(await lane.locator("text.value").textContent(), /^≠ 14/, "told apart without colour");
    const links = await page.locator(".appeared .mark").evaluateAll((marks) => marks.map((mark) => mark.getAttribute("href")));
    assert.ok(links.length > 20 && links.every((link) => /^(\/document\?id=[^#]+#s\d+|\/event\?id=e\d+&document=.+)$/.test(link)), "no mark leads to a mere article");
    await messenger.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/document\?id=messenger-4471#s\d+$/);
  });

  test("copies are hollow", async (t) => {
    const page = await open(t, `/incident/${(await tavesh()).id}`);
    const fill = (selector) => page.locator(selector).first().evaluate((mark) => getComputedStyle(mark).fill);
    const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    assert.equal(await fill(".appeared .mark.copy circle"), paper);
    assert.notEqual(await fill(".appeared .mark.first circle"), paper);
  });

  test("a mark of an article's own voice leads to the words of the event", async (t) => {
    const page = await open(t, `/incident/${(await tavesh()).id}`);
    const links = await page.locator('.appeared .mark[href^="/event"]').evaluateAll((marks) => marks.map((mark) => mark.getAttribute("href")));
    const addresses = [...new Set(links)];
    assert.ok(addresses.length >= 2);
    for (const address of addresses) {
      await page.goto(at(address).href);
      assert.match(page.url(), /\/document\?id=[^#]+#e\d+-trigger$/);
      const reading = await json(`/api/documents?id=${new URL(page.url()).searchParams.get("id")}`);
      const event = reading.events.find(({ id }) => id === new URL(at(address)).searchParams.get("id"));
      const told = [event.trigger, ...(event.mentions ?? [])].map(({ text }) => text);
      const shown = await page.locator("article :target").textContent();
      assert.ok(told.some((words) => words.startsWith(shown.trim()) || shown.includes(words)), `${shown} of ${told}`);
    }
  });

  test("what is disputed and what is updated differ by shape", async (t) => {
    const page = await open(t, `/incident/${(await tavesh()).id}`);
    assert.ok((await page.locator("#killed .badge.update").count()) + (await page.locator("#killed .badge.dispute").count()) >= 2);
    const shape = (selector) => page.locator(selector).first().evaluate((badge) => getComputedStyle(badge, "::before").content);
    assert.notEqual(await shape(".badge.update"), await shape(".badge.dispute"));
  });
});

test("an actor's page groups what it said, tells what is said of it, and shows the sentences", async (t) => {
  const actor = (await json("/api/actors")).find(({ name }) => name === "Mountain Covenant");
  const page = await open(t, `/actor/${actor.id}`);
  const stances = await page.locator("section[aria-labelledby=said] h3").allTextContents();
  assert.ok(stances.includes("claims responsibility") && stances.includes("denies"), `${stances}`);
  assert.ok((await page.locator("section[aria-labelledby=of] .statements > li").count()) >= 3);
  await page.locator("section[aria-labelledby=said]").getByRole("link", { name: /^All \d+$/ }).first().click();
  const asked = new URL(page.url()).searchParams;
  assert.deepEqual([asked.get("actor"), asked.get("stance")], [actor.id, "asserts"]);
  const count = parseInt(await page.locator("p.told").first().textContent(), 10);
  assert.equal(await page.locator(".statements > li").count(), count);
  const parts = (await json("/api/incidents")).flatMap(({ fields }) => [...(fields.target ?? []), ...(fields.perpetrator ?? [])]);
  await page.goto(at(`/actor/${parts.find(({ value }) => value.actor).value.actor}`).href);
  assert.ok((await page.locator("section[aria-labelledby=part] a.sentence").count()) >= 1);
  const speaker = (await json("/api/actors")).find(({ name }) => name === "Tessa Orlund");
  await page.goto(at(`/actor/${speaker.id}`).href);
  const relation = page.locator("section[aria-labelledby=relations] a.sentence").first();
  assert.match(await relation.getAttribute("href"), /^\/document\?id=[^#]+#(s\d+|:~:text=.+)$/);
});

test("every view has its data as JSON and as CSV", async (t) => {
  const { id } = await tavesh();
  const [source] = await json("/api/sources");
  const statement = (await json("/api/statements?limit=1"))[0].id;
  for (const path of [
    "/",
    `/incident/${id}`,
    "/conflicts",
    "/sources",
    `/sources?incident=${id}`,
    "/outlet?name=dawn%20wire",
    "/articles",
    "/statements",
    `/actor/${source.id}`,
    "/search?q=drone",
    `/trace?id=${encodeURIComponent(statement)}`,
    `/document?id=${encodeURIComponent(statement.split("#")[0])}`,
    "/decisions",
  ]) {
    const page = await open(t, path);
    const links = await page.locator(".data a").evaluateAll((found) => found.map((link) => [link.textContent, link.getAttribute("href")]));
    assert.deepEqual(new Set(links.map(([name]) => name)), new Set(["JSON", "CSV"]), path);
    for (const [name, link] of links) {
      const response = await fetch(at(link));
      assert.equal(response.status, 200, link);
      assert.match(response.headers.get("content-type"), name === "CSV" ? /^text\/csv/ : /^application\/json/, link);
    }
    await page.close();
  }
});

test("views print without what only a screen can use", async (t) => {
  const { id } = await tavesh();
  for (const path of ["/", `/incident/${id}`, "/sources"]) {
    const page = await open(t, path);
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    await page.setViewportSize({ width: 718, height: 1000 });
    assert.ok(await page.locator("nav.ways").isHidden(), path);
    assert.equal(await page.locator(".data:visible").count(), 0, path);
    const wide = await overhang(page);
    assert.ok(wide <= 0, `${path}: ${wide} px wider than the paper`);
    const cut = await page.locator("svg").evaluateAll((all) => all.filter((svg) => svg.getBoundingClientRect().right > window.innerWidth + 1).length);
    assert.equal(cut, 0, `${path}: a drawing is cut off`);
    assert.ok((await page.pdf({ format: "A4" })).length > 10_000, path);
  }
});
