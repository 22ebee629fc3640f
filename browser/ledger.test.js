// The pages of a ledger, served by the program, as their reader meets them.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { findings, overhang } from "./open.js";
import { HOSTILE, at, elsewhere, json, open, serveExamples } from "./serving.js";

const WIDTHS = [1280, 360];
const COLOR_SCHEMES = ["light", "dark"];

serveExamples();

/** The addresses of every kind of page. */
async function views() {
  const [incident] = await json("/api/incidents?limit=1");
  const [source] = await json("/api/sources");
  const statement = Object.values(incident.fields).flat().find((claim) => claim.statements.length > 0).statements[0];
  const [edge] = (await json("/api/sources/edges")).rows;
  return [
    "/",
    "/?most=1",
    "/?since=2025-03-01&until=2025-03-31&type=assault",
    `/incident/${incident.id}`,
    `/actor/${source.id}`,
    `/document?id=${encodeURIComponent(incident.documents[0])}`,
    `/document?id=${encodeURIComponent(HOSTILE.id)}`,
    `/trace?id=${encodeURIComponent(statement)}`,
    "/sources",
    `/sources?incident=${incident.id}`,
    `/carried?from=${edge.from.id}&to=${edge.to.id}`,
    "/outlet?name=Corvan%20News%20Agency",
    "/articles?outlet=The%20Sarn%20Gazette",
    `/statements?actor=${source.id}`,
    "/conflicts",
    "/conflicts?conflict=dispute&since=2025-03-20",
    "/search?q=drone",
    "/decisions",
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
        assert.deepEqual(elsewhere(page), [], where);
        const wide = await overhang(page);
        assert.ok(wide <= 0, `${where}: ${wide} px too wide`);
        assert.deepEqual(await findings(page), [], where);
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
    // Until the page is whole its target may not be there.
    await page.waitForLoadState();
    assert.match(page.url(), /\/document\?id=.+#s\d+$/);
    const target = await page.evaluate(() => document.querySelector(":target")?.id);
    assert.equal(target, new URL(page.url()).hash.slice(1), "the statement stands on the page");
    await page.locator("p.ways a").first().click();
    assert.match(page.url(), /\/incident\/i\d+$/);
  });

  test("a filter is in the address, and says so where nothing passes", async (t) => {
    const page = await open(t, "/");
    await page.getByRole("searchbox", { name: "Place" }).fill("Bellan");
    await page.getByRole("button", { name: "Show" }).click();
    assert.equal(new URL(page.url()).searchParams.get("place"), "Bellan");
    assert.ok((await page.locator(".incidents li").count()) >= 1);
    await page.getByRole("searchbox", { name: "Place" }).fill("Nowhere");
    await page.getByRole("button", { name: "Show" }).click();
    assert.equal(await page.locator(".incidents li").count(), 0);
    assert.ok(await page.getByText("Nothing passes").isVisible());
  });

  test("a conflict shows both sides with their sources", async (t) => {
    const page = await open(t, "/?most=1");
    await page.locator(".incidents .badge.denial").first().click();
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
  const table = await (await fetch(at(await page.locator(".data a").nth(1).getAttribute("href")))).text();
  assert.equal(table.trim().split("\n").length, rows.length + 1);
});

test("the interface is described, and what it describes is there", async () => {
  const { paths } = await json("/api/openapi.json");
  const [incident] = await json("/api/incidents?limit=1");
  const [actor] = await json("/api/actors");
  const [edge] = (await json("/api/sources/edges")).rows;
  const values = { "/incidents/{id}": incident.id, "/actors/{id}": actor.id };
  for (const path of Object.keys(paths)) {
    const statement = Object.values(incident.fields).flat().find((claim) => claim.statements.length > 0).statements[0];
    const query = {
      "/documents": `?id=${encodeURIComponent(incident.documents[0])}`,
      "/search": "?q=drone",
      "/trace": `?id=${encodeURIComponent(statement)}`,
      "/outlet": "?name=dawn%20wire",
      "/carried": `?from=${edge.from.id}&to=${edge.to.id}`,
    }[path];
    const address = `/api${path.replace("{id}", values[path])}${query ?? ""}`;
    const response = await fetch(at(address));
    assert.equal(response.status, 200, path);
    await response.json();
    const parameters = paths[path].get.parameters.map(({ name }) => name);
    if (parameters.includes("format")) {
      const table = await fetch(at(`${address}${query ? "&" : "?"}format=csv`));
      assert.match(table.headers.get("content-type"), /^text\/csv/, path);
      assert.ok((await table.text()).includes("\n"), path);
    }
  }
  assert.equal((await fetch(at("/api/incidents/i999999"))).status, 404);
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
  const { port } = at("/");
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
