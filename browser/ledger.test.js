// The pages of a ledger, served by the program, as their reader meets them.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import axe from "axe-core";

import { example, launch, sayso } from "./open.js";

const WIDTHS = [1280, 360];
const COLOR_SCHEMES = ["light", "dark"];

// An article that would run, leave the page or break its markup if anything of it were taken for more than words.
const HOSTILE = {
  id: 'x"><script>bad()</script>#1',
  title: "<img src=x onerror=bad()> Five dockers killed in strike on Orsa",
  outlet: "<b>Evil</b> & Sons",
  published: "2031-05-06",
  url: "javascript:bad()",
  text: 'A missile strike killed five dockers in Damascus on Monday, <script>bad()</script> said Ilmar "><svg onload=bad()> Dost.',
};

let browser;
let server;
let folder;
let home;

before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "sayso-ledger-"));
  const articles = join(folder, "hostile.jsonl");
  writeFileSync(articles, `${JSON.stringify(HOSTILE)}\n`);
  const ledger = join(folder, "news.db");
  execFileSync(sayso, ["add", example("."), articles, "--ledger", ledger]);
  server = spawn(sayso, ["serve", "--ledger", ledger, "--port", "0"]);
  home = await new Promise((resolve, reject) => {
    server.stdout.once("data", (line) => resolve(`${line}`.split(" ")[0]));
    server.once("exit", (status) => reject(new Error(`the server ended with status ${status}`)));
  });
});
after(async () => {
  server?.kill();
  if (folder) rmSync(folder, { recursive: true });
  await browser?.close();
});

/** Opens a page of the server. Its field `messages` holds what the browser had to say about it. */
async function open(t, path, { width = 1280, colorScheme = "light" } = {}) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  t.after(() => page.close());
  page.messages = [];
  page.elsewhere = [];
  page.on("console", (message) => page.messages.push(message.text()));
  page.on("pageerror", (error) => page.messages.push(error.message));
  page.on("request", (request) => request.url().startsWith(home) || page.elsewhere.push(request.url()));
  const response = await page.goto(new URL(path, home).href);
  page.status = response.status();
  return page;
}

const json = async (path) => (await fetch(new URL(path, home))).json();

/** The addresses of every kind of page. */
async function views() {
  const [incident] = await json("/api/incidents?limit=1");
  const [source] = await json("/api/sources");
  const statement = Object.values(incident.fields).flat().find((claim) => claim.statements.length > 0).statements[0];
  return [
    "/",
    "/?most=1",
    `/incident/${incident.id}`,
    `/actor/${source.id}`,
    `/document?id=${encodeURIComponent(incident.documents[0])}`,
    `/document?id=${encodeURIComponent(HOSTILE.id)}`,
    `/trace?id=${encodeURIComponent(statement)}`,
    "/sources",
    "/conflicts",
    "/search?q=drone",
  ];
}

test("every view stands, asks nobody else for anything, and has nothing serious for axe", async (t) => {
  for (const path of await views()) {
    for (const width of WIDTHS) {
      for (const colorScheme of COLOR_SCHEMES) {
        const page = await open(t, path, { width, colorScheme });
        const where = `${path} at ${width} px, ${colorScheme}`;
        assert.equal(page.status, 200, where);
        assert.deepEqual(page.messages, [], where);
        assert.deepEqual(page.elsewhere, [], where);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(wide <= 0, `${where}: ${wide} px too wide`);
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() => window.axe.run());
        const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
        assert.deepEqual(serious.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), [], where);
        await page.close();
      }
    }
  }
});

describe("from the first page", () => {
  test("to an incident, to the words behind a value, and back", async (t) => {
    const page = await open(t, "/?most=1");
    await page.locator(".incidents h2 a").first().click();
    assert.match(page.url(), /\/incident\/i\d+$/);
    assert.ok((await page.locator(".values li").count()) > 5);
    const words = page.locator(".values .words a").first();
    await words.click();
    assert.match(page.url(), /\/document\?id=.+#s\d+$/);
    const target = await page.evaluate(() => document.querySelector(":target")?.id);
    assert.equal(target, new URL(page.url()).hash.slice(1), "the statement stands on the page");
    await page.locator("p.ways a").first().click();
    assert.match(page.url(), /\/incident\/i\d+$/);
  });

  test("a filter is in the address, and says so where nothing passes", async (t) => {
    const page = await open(t, "/");
    await page.getByLabel("Place").fill("Bellan");
    await page.getByRole("button", { name: "Show" }).click();
    assert.equal(new URL(page.url()).searchParams.get("place"), "Bellan");
    assert.ok((await page.locator(".incidents li").count()) >= 1);
    await page.getByLabel("Place").fill("Nowhere");
    await page.getByRole("button", { name: "Show" }).click();
    assert.equal(await page.locator(".incidents li").count(), 0);
    assert.ok(await page.getByText("Nothing passes").isVisible());
  });

  test("a conflict shows both sides with their sources", async (t) => {
    const page = await open(t, "/?most=1");
    await page.locator(".badge.denial").first().click();
    const target = page.locator(":target");
    assert.ok((await target.locator(".disputed").count()) >= 1);
    assert.ok((await target.locator(".backing .source").count()) >= 2);
  });

  test("the keyboard reaches the page past the ways", async (t) => {
    const page = await open(t, "/");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(new URL(page.url()).hash, "#main");
  });
});

test("what a page shows is to be had as data", async (t) => {
  const page = await open(t, "/?place=Bellan");
  const shown = await page.locator(".incidents h2").allTextContents();
  const link = await page.locator(".data a").first().getAttribute("href");
  const rows = await json(link);
  assert.deepEqual(rows.map((row) => row.title), shown);
  const table = await (await fetch(new URL(await page.locator(".data a").nth(1).getAttribute("href"), home))).text();
  assert.equal(table.trim().split("\n").length, rows.length + 1);
});

test("the interface is described, and what it describes is there", async () => {
  const { paths } = await json("/api/openapi.json");
  const [incident] = await json("/api/incidents?limit=1");
  const [actor] = await json("/api/actors");
  const values = { "/incidents/{id}": incident.id, "/actors/{id}": actor.id };
  for (const path of Object.keys(paths)) {
    const query = { "/documents": `?id=${encodeURIComponent(incident.documents[0])}`, "/search": "?q=drone", "/trace": null }[path];
    if (query === null) continue;
    const response = await fetch(new URL(`/api${path.replace("{id}", values[path])}${query ?? ""}`, home));
    assert.equal(response.status, 200, path);
    await response.json();
  }
  assert.equal((await fetch(new URL("/api/incidents/i999999", home))).status, 404);
});

test("a hostile article stays words", async (t) => {
  for (const path of ["/", "/search?q=dockers", `/document?id=${encodeURIComponent(HOSTILE.id)}`, "/sources"]) {
    const page = await open(t, path);
    await page.evaluate(() => (window.bad = () => (window.ran = true)));
    const found = await page.evaluate(() => ({
      scripts: document.scripts.length,
      images: document.images.length,
      events: [...document.querySelectorAll("*")].some((node) => [...node.attributes].some(({ name }) => name.startsWith("on"))),
      links: [...document.links].filter(({ protocol }) => protocol === "javascript:").length,
    }));
    assert.deepEqual(found, { scripts: 0, images: 0, events: false, links: 0 }, path);
  }
  const page = await open(t, `/document?id=${encodeURIComponent(HOSTILE.id)}`);
  assert.equal(page.status, 200);
  assert.ok((await page.locator("h1").textContent()).includes("<img src=x onerror=bad()>"));
});

test("it answers to this machine's own name only", async () => {
  const { request } = await import("node:http");
  const { port } = new URL(home);
  const status = await new Promise((resolve) => {
    request({ host: "127.0.0.1", port, headers: { host: "evil.example" } }, (response) => resolve(response.statusCode)).end();
  });
  assert.equal(status, 421);
});

test("what is not there is said to be not there", async (t) => {
  for (const path of ["/incident/i999999", "/actor/a999999", "/document?id=nothing", "/nowhere"]) {
    const page = await open(t, path);
    assert.equal(page.status, 404, path);
    assert.equal(await page.locator("h1").textContent(), "Not here");
  }
});
