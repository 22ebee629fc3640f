// What the pages of a ledger change: corrections, and articles read at once.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { example, findings, launch, openPage, overhang, sayso, startServer, temporaryFile } from "./open.js";

const WIDTHS = [1280, 360];
const COLOR_SCHEMES = ["light", "dark"];

// An article of our own that says one thing of each kind.
const ARTICLE = `Harbour of Orsa shelled

Tarn rebels shelled the harbour of Orsa on Monday and killed five dockers, the interior ministry said.
The harbour master, Ilva Brandt, told reporters that the northern basin was closed. She said that nobody had warned them.
`;
const HOSTILE = `<!DOCTYPE html><html lang="en"><title>Quay &lt;script&gt;bad()&lt;/script&gt; closed</title><body onload="bad()">
<article><h1>Quay closed</h1><p>The quay of Orsa was closed on Monday, said Ilmar &quot;&gt;&lt;img src=x onerror=bad()&gt; Dost, the harbour master.
<script>bad()</script> "We closed it because of the storm, and we will open it again when the wind allows it," Dost told reporters in Orsa.</p>
<form action="https://evil.example/"><input name="token"><button>Go</button></form></article></body></html>`;

let browser;
let folder;
let site;

before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "sayso-write-"));
  site = await newspaper();
});
after(async () => {
  site?.close();
  if (folder) rmSync(folder, { recursive: true });
  await browser?.close();
});

/** A site with one article, and addresses that lead to it and elsewhere. */
async function newspaper() {
  const server = createServer((asked, answer) => {
    const to = { "/moved": "/article", "/inwards": "http://169.254.169.254/latest/", "/circle": "/circle" }[asked.url];
    if (to) return answer.writeHead(302, { location: to }).end();
    if (asked.url === "/large") return answer.writeHead(200, { "content-type": "application/x-ndjson" }).end(`{"no": "${"x".repeat(1 << 20)}"}\n`.repeat(22));
    if (asked.url !== "/article") return answer.writeHead(404).end();
    server.agents.push(asked.headers["user-agent"]);
    answer.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    answer.end(`<!DOCTYPE html><html lang="en"><title>Ferry late</title><article><h1>Ferry late</h1><p>${"The ferry to Brenth was late on Tuesday, the harbour office said. ".repeat(4)}</p></article></html>`);
  });
  server.agents = [];
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.home = `http://127.0.0.1:${server.address().port}`;
  return server;
}

/** Serves a ledger; the returned object has its `home`. */
async function serve(t, ...options) {
  const { server, home } = await startServer(...options);
  t.after(() => server.kill());
  const json = async (path) => (await fetch(new URL(path, home))).json();
  return { home, json, stop: () => new Promise((resolve) => (server.once("exit", resolve), server.kill())) };
}

let ledgers = 0;
/** A ledger with the article, and another. */
function ledger() {
  const file = join(folder, `${ledgers++}.db`);
  const articles = join(folder, "news.jsonl");
  const line = (id, text) => JSON.stringify({ id, title: `Report ${id}`, outlet: "The Orsa Post", published: "2031-05-06", text });
  writeFileSync(articles, `${line("n1", ARTICLE)}\n${line("n#2", `${ARTICLE}\nIt rained.`)}\n`);
  execFileSync(sayso, ["add", articles, "--ledger", file]);
  return file;
}

const open = (t, server, path, look) => openPage(t, browser, new URL(path, server.home).href, look);

const document = (id) => `/document?id=${encodeURIComponent(id)}`;
const reading = (server, id) => server.json(`/api/documents?id=${encodeURIComponent(id)}`);

/** The token that stands in the forms of a page. */
async function tokenOf(server) {
  const html = await (await fetch(server.home)).text();
  return html.match(/name="token" value="([0-9a-f]{64})"/)[1];
}

/** Sends a form as no browser would, over a connection of its own, and gives the status. */
async function post(server, path, fields, headers = {}) {
  const form = new Response(fields instanceof FormData ? fields : new URLSearchParams(fields));
  const body = Buffer.from(await form.arrayBuffer());
  return new Promise((resolve, reject) => {
    const options = { method: "POST", agent: false, headers: { "content-type": form.headers.get("content-type"), "content-length": body.length, ...headers } };
    const asked = request(new URL(path, server.home), options, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

/** Chooses in a form of a part of the page, signs, and saves. */
async function correct(page, part, choices, { by, form = 0 } = {}) {
  await page.locator(`${part} details.correct > summary`).click();
  const fields = page.locator(`${part} details.correct form`).nth(form);
  for (const [label, choice] of Object.entries(choices)) {
    await fields.getByLabel(label).selectOption({ label: choice });
  }
  if (by !== undefined) await fields.getByLabel("Your name").fill(by);
  await fields.getByRole("button", { name: "Save the correction" }).click();
}

describe("corrections", () => {
  test("a stance and a source are corrected by clicking, kept over a restart, and taken back", async (t) => {
    const file = ledger();
    let server = await serve(t, "--ledger", file);
    const before = await reading(server, "n1");
    const index = before.statements.findIndex(({ stance, source }) => stance === "asserts" && source.actor);
    const { name } = before.actors.find(({ id, named }) => named && id !== before.statements[index].source.actor);
    const row = `#s${index + 1}`;
    const part = `${row} + tr`;

    const page = await open(t, server, document("n1"));
    await correct(page, part, { Stance: "doubts", Source: name }, { by: "Ann <b>" });
    assert.equal(new URL(page.url()).hash, row, "back at the statement");
    assert.equal(await page.locator(`${part} .corrected`).count(), 2);
    const day = new Date().toISOString().slice(0, 10);
    const mark = await page.locator(`${part} .corrected`).first().textContent();
    assert.match(mark, new RegExp(`^Corrected by Ann <b> on ${day}: stance “doubts”, was “asserts”`));
    assert.equal(await page.locator(`${row} .stance`).textContent(), "doubts");
    assert.ok((await page.locator(`${row} .who`).textContent()).includes(name));
    assert.deepEqual(page.messages, []);

    await server.stop();
    server = await serve(t, "--ledger", file);
    const { stance, source } = (await reading(server, "n1")).statements[index];
    assert.equal(stance, "doubts");
    assert.equal(before.actors.find(({ id }) => id === source.actor).name, name);
    const decided = execFileSync(sayso, ["decisions", "--ledger", file, "--json"], { encoding: "utf8" }).trim().split("\n").map(JSON.parse);
    assert.deepEqual(decided.map(({ kind, analyst }) => [kind, analyst]), [["correction", "Ann <b>"], ["correction", "Ann <b>"]]);

    const again = await open(t, server, document("n1"));
    for (const left of [1, 0]) {
      await again.locator(`${part} .corrected button`).first().click();
      assert.equal(await again.locator(`${part} .corrected`).count(), left);
      assert.equal(new URL(again.url()).hash, row);
    }
    assert.deepEqual(await reading(server, "n1"), before);
  });

  test("a certainty is corrected, also to that nothing is told", async (t) => {
    const server = await serve(t, "--ledger", ledger());
    const before = await reading(server, "n1");
    const page = await open(t, server, document("n1"));
    await correct(page, "#s1 + tr", { Certainty: "doubtful" }, { by: "Ann" });
    assert.equal(await page.locator("#s1 .certainty").textContent(), "doubtful");
    assert.match(await page.locator("#s1 + tr .corrected").textContent(), /Corrected by Ann on .*: certainty “doubtful”, was “/);
    await correct(page, "#s1 + tr", { Certainty: "not told" });
    assert.equal(await page.locator("#s1 .certainty").count(), 0);
    assert.equal((await reading(server, "n1")).statements[0].certainty, null);
    for (const left of [1, 0]) {
      await page.locator("#s1 + tr .corrected button").first().click();
      assert.equal(await page.locator("#s1 + tr .corrected").count(), left);
    }
    assert.deepEqual(await reading(server, "n1"), before);
  });

  test("a role is given to another, renamed and struck out", async (t) => {
    const server = await serve(t, "--ledger", ledger());
    const before = await reading(server, "n#2");
    const page = await open(t, server, document("n#2"));
    const part = `.events li:has(details.correct)`;
    const first = `#${await page.locator(part).first().getAttribute("id")}`;
    const roles = await page.locator(`${first} details.correct form`).count();
    assert.ok(roles >= 1);
    await correct(page, first, { Role: "recipient", Who: "Ilva Brandt" }, { by: "Ben" });
    assert.equal(new URL(page.url()).hash, first);
    assert.match(await page.locator(`${first} .corrected`).textContent(), /Corrected by Ben on .*: role recipient, was .*; Ilva Brandt, was /);
    assert.ok((await page.locator(`${first} dl`).textContent()).includes("Ilva Brandt"));
    const remembered = page.locator(`${first} input[name=by]`).first();
    assert.equal(await remembered.inputValue(), "Ben", "the name is remembered");

    await correct(page, first, { Role: "none: strike it out" });
    assert.equal(await page.locator(`${first} details.correct form`).count(), roles - 1);
    const count = (all) => all.events.flatMap((event) => event.roles).length;
    assert.equal(count(await reading(server, "n#2")), count(before) - 1);
    await page.locator(`${first} .corrected button`).last().click();
    await page.locator(`${first} .corrected button`).click();
    assert.deepEqual(await reading(server, "n#2"), before);
  });

  test("what changes nothing, or cannot be, is told", async (t) => {
    const server = await serve(t, "--ledger", ledger());
    const page = await open(t, server, document("n1"));
    await correct(page, "#s1 + tr", {});
    assert.equal(await page.locator("h1").textContent(), "That did not work");
    assert.ok(await page.getByText("Nothing was chosen that differs").isVisible());
    const token = await tokenOf(server);
    const statement = { token, id: "n1#s1", at: "s1", by: "", stance: "asserts", was_stance: "asserts" };
    assert.equal(await post(server, "/correct", { ...statement, stance: "shouts" }), 400);
    assert.equal(await post(server, "/correct", { ...statement, id: "n1#s99", stance: "denies" }), 404);
    assert.equal(await post(server, "/correct", { ...statement, source: "a999", was_source: "a1" }), 400);
    assert.equal(await post(server, "/undo", { token, number: "77", document: "n1", at: "s1" }), 404);
    assert.equal(await post(server, "/undo", { token, number: "x", document: "n1", at: "s1" }), 422);
    assert.equal(await post(server, "/correct", { ...statement, by: "x".repeat(70_000) }), 413);
    assert.equal((await fetch(new URL("/correct", server.home))).status, 405);
  });

  test("a form from elsewhere changes nothing", async (t) => {
    const server = await serve(t, "--ledger", ledger());
    const before = await reading(server, "n1");
    const token = await tokenOf(server);
    const fields = { token, id: "n1#s1", at: "s1", by: "Eve", stance: "hopes", was_stance: "x" };
    for (const [changed, headers] of [
      [{ token: "" }, {}],
      [{ token: "0".repeat(64) }, {}],
      [{ token: token.slice(1) }, {}],
      [{}, { origin: "http://evil.example" }],
      [{}, { origin: "http://127.0.0.1:1" }],
      [{}, { origin: "null", "sec-fetch-site": "cross-site" }],
      [{}, { "sec-fetch-site": "same-site" }],
    ]) {
      for (const path of ["/correct", "/undo"]) {
        assert.equal(await post(server, path, { ...fields, ...changed, number: "1", document: "n1" }, headers), 403, JSON.stringify([path, changed, headers]));
      }
    }
    assert.deepEqual(await reading(server, "n1"), before);
    assert.equal(await post(server, "/correct", fields, { origin: new URL(server.home).origin, "sec-fetch-site": "same-origin" }), 303);

    // A page elsewhere, in a real browser, that has even got hold of the token.
    const evil = createServer((_, answer) => {
      answer.writeHead(200, { "content-type": "text/html" });
      answer.end(`<form method=post action="${server.home}correct"><input name=token value=${token}><input name=id value="n1#s1"><input name=stance value=denies><button>Go</button></form>`);
    });
    await new Promise((resolve) => evil.listen(0, "localhost", resolve));
    t.after(() => evil.close());
    const page = await browser.newPage();
    t.after(() => page.close());
    await page.goto(`http://localhost:${evil.address().port}/`);
    const [answer] = await Promise.all([page.waitForResponse((it) => it.url().endsWith("/correct")), page.getByRole("button").click()]);
    assert.equal(answer.status(), 403);
    assert.equal((await reading(server, "n1")).statements[0].stance, "hopes");
  });
});

/** Gives something to be read on the first page. */
async function give(page, fill) {
  await page.locator("details.read > summary").click();
  await fill(page.locator("details.read form"));
  await page.getByRole("button", { name: "Read", exact: true }).click();
}

describe("read at once", () => {
  test("pasted text leads to its page, and is known the second time", async (t) => {
    const server = await serve(t, "--ledger", ledger());
    for (const expected of ["Read just now", "has had this article already"]) {
      const page = await open(t, server, "/");
      await give(page, (form) => form.getByLabel("Paste a text").fill("The mayor of Brenth said on Friday that the bridge would be closed for a week."));
      assert.match(page.url(), /\/document\?id=sha256/);
      assert.ok((await page.locator(".notice").textContent()).includes(expected));
      assert.ok((await page.locator("#s1").textContent()).includes("the bridge would be closed"));
      assert.deepEqual(page.messages, []);
    }
  });

  test("a ledger in memory takes it too", async (t) => {
    const server = await serve(t, temporaryFile(t, "a.txt", ARTICLE));
    const page = await open(t, server, "/");
    await give(page, (form) => form.getByLabel("Paste a text").fill("The mayor of Brenth said on Friday that the bridge would be closed."));
    assert.match(page.url(), /\/document\?id=/);
    await page.goto(server.home);
    assert.ok((await page.locator(".figures").first().textContent()).includes("2 articles"));
  });

  test("several files lead to a list, with what could not be read", async (t) => {
    const server = await serve(t, "--ledger", ledger());
    const page = await open(t, server, "/");
    const lines = ["x1", "x2"].map((id) => JSON.stringify({ id, title: `Line ${id}`, text: `The mayor of ${id} said that it rained.` })).join("\n");
    await give(page, (form) =>
      form.getByLabel("or choose files").setInputFiles([
        { name: "lines.jsonl", mimeType: "application/json", buffer: Buffer.from(lines) },
        { name: "page.html", mimeType: "text/html", buffer: Buffer.from(HOSTILE) },
        { name: "picture.png", mimeType: "image/png", buffer: Buffer.from("\x89PNG\r\n\x1a\nxx", "latin1") },
      ]),
    );
    await page.waitForURL(/\/read\/\d+$/);
    await page.getByText("3 articles read or known, 1 not").waitFor();
    assert.ok(await page.getByText("looks like a PNG picture").isVisible());
    await page.getByRole("link", { name: "Line x2" }).click();
    assert.match(page.url(), /\/document\?id=x2$/);
    assert.equal((await reading(server, "x1")).document.title, "Line x1");
  });

  test("a file can be dropped", async (t) => {
    const server = await serve(t, "--ledger", ledger());
    const page = await open(t, server, "/");
    await page.locator("details.read > summary").click();
    const box = await page.locator("details.read input[type=file]").boundingBox();
    const session = await page.context().newCDPSession(page);
    const data = { items: [], files: [temporaryFile(t, "dropped.txt", ARTICLE.replaceAll("Orsa", "Velm"))], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"]) {
      await session.send("Input.dispatchDragEvent", { type, x: box.x + box.width / 2, y: box.y + box.height / 2, data });
    }
    await page.getByRole("button", { name: "Read", exact: true }).click();
    await page.waitForURL(/\/document\?id=/);
    assert.ok((await page.locator("h1").textContent()).includes("Harbour of Velm shelled"));
  });

  test("hostile markup stays words", async (t) => {
    const server = await serve(t, "--ledger", ledger());
    const page = await open(t, server, "/");
    await give(page, (form) => form.getByLabel("Paste a text").fill(HOSTILE));
    assert.match(page.url(), /\/document\?id=/);
    const found = await page.evaluate(() => ({
      scripts: document.scripts.length,
      images: document.images.length,
      events: [...document.querySelectorAll("*")].some((node) => [...node.attributes].some(({ name }) => name.startsWith("on"))),
      elsewhere: [...document.forms].filter(({ action }) => !action.startsWith(location.origin)).length,
    }));
    assert.deepEqual(found, { scripts: 0, images: 0, events: false, elsewhere: 0 });
    assert.ok((await page.locator("article").textContent()).includes("<img src=x onerror=bad()>"));
    assert.deepEqual(page.messages, []);
  });

  test("an address is fetched, with its redirects, where that is allowed", async (t) => {
    const server = await serve(t, "--ledger", ledger(), "--private-addresses");
    const page = await open(t, server, "/");
    await give(page, (form) => form.getByLabel("or give an address").fill(`${site.home}/moved`));
    assert.equal(await page.locator("h1").textContent(), "Ferry late");
    assert.equal(await page.locator(".address").textContent(), `${site.home}/article`);
    assert.match(site.agents.at(-1), /^sayso\/\d/);
    for (const [path, expected] of [["/circle", "more than 5 redirects"], ["/none", "404 Not Found"], ["/large", "larger than"]]) {
      const page = await open(t, server, "/");
      await give(page, (form) => form.getByLabel("or give an address").fill(site.home + path));
      assert.ok((await page.locator("main").textContent()).includes(expected), `${path}: ${await page.locator("main").textContent()}`);
    }
  });

  test("private addresses are not fetched", async (t) => {
    const server = await serve(t, "--ledger", ledger());
    const { port } = new URL(site.home);
    const asked = site.agents.length;
    for (const address of [
      `${site.home}/article`,
      `http://localhost:${port}/article`,
      `http://[::1]:${port}/article`,
      `http://[::ffff:127.0.0.1]:${port}/article`,
      `http://0.0.0.0:${port}/article`,
      `http://2130706433:${port}/article`,
      `http://0x7f.1:${port}/article`,
      "http://169.254.169.254/latest/",
      "http://10.0.0.1/",
      "http://user:word@127.0.0.1/",
    ]) {
      const page = await open(t, server, "/");
      await give(page, (form) => form.getByLabel("or give an address").fill(address));
      assert.ok((await page.locator("main").textContent()).includes("not a public address"), `${address}: ${await page.locator("main").textContent()}`);
    }
    assert.equal(site.agents.length, asked, "nothing was asked of the site");
  });

  test("what is no address, or nothing at all, is told", async (t) => {
    const server = await serve(t, "--ledger", ledger());
    const page = await open(t, server, "/");
    await give(page, async () => {});
    assert.ok(await page.getByText("Nothing was given").isVisible());
    const other = await open(t, server, "/");
    await give(other, (form) => form.getByLabel("or give an address").fill("ftp://orsa.example/a"));
    assert.ok(await other.getByText("only http and https addresses can be fetched").isVisible());
  });

  test("without the token, from elsewhere, or too large, nothing is read", async (t) => {
    const server = await serve(t, "--ledger", ledger());
    const before = await (await fetch(server.home)).text();
    const form = (fields) => Object.entries(fields).reduce((form, [name, value]) => (form.append(name, value), form), new FormData());
    const send = (fields, headers) => post(server, "/read", form(fields), headers);
    const token = await tokenOf(server);
    const text = "The mayor said that it rained.";
    assert.equal(await send({ text }), 403);
    assert.equal(await send({ text, token }), 403, "the token comes first");
    assert.equal(await send({ token: "1", text }), 403);
    assert.equal(await send({ token, text }, { origin: "http://evil.example" }), 403);
    assert.equal(await send({ token, text: text.repeat(1 << 20) }), 413);
    assert.equal(await post(server, "/read", { token, text }), 400);
    assert.equal(await (await fetch(server.home)).text(), before);
    assert.equal(await send({ token, text }), 303);
  });

  test("other pages answer while articles are read", async (t) => {
    const server = await serve(t, "--ledger", ledger());
    const token = await tokenOf(server);
    const lines = Array.from({ length: 60 }, (_, at) => JSON.stringify({ id: `many-${at}`, text: ARTICLE.repeat(12).replaceAll("Orsa", `Orsa ${at}`) }));
    const body = new FormData();
    body.append("token", token);
    body.append("file", new Blob([lines.join("\n")]), "many.jsonl");
    const given = fetch(new URL("/read", server.home), { method: "POST", body, redirect: "manual" });
    let slowest = 0;
    let ended = false;
    given.finally(() => (ended = true));
    while (!ended) {
      const start = performance.now();
      assert.equal((await fetch(new URL(document("n1"), server.home))).status, 200);
      slowest = Math.max(slowest, performance.now() - start);
    }
    const answer = await given;
    assert.equal(answer.status, 303);
    assert.ok(slowest < 1000, `a page took ${slowest.toFixed(0)} ms`);
    const page = await open(t, server, answer.headers.get("location"));
    await page.getByText("60 articles read or known, 0 not.").waitFor({ timeout: 180_000 });
  });
});

test("the pages with forms have nothing serious for axe, and fit", async (t) => {
  const server = await serve(t, "--ledger", ledger());
  const token = await tokenOf(server);
  await post(server, "/correct", { token, id: "n1#s1", at: "s1", by: "Ann", stance: "hopes", was_stance: "" });
  const body = new FormData();
  body.append("token", token);
  for (const name of ["one.txt", "two.png"]) body.append("file", new Blob([name === "two.png" ? "%PDF-1" : ARTICLE.replace("Orsa", "Velm")]), name);
  const { headers } = await fetch(new URL("/read", server.home), { method: "POST", body, redirect: "manual" });
  for (const path of ["/", document("n1"), headers.get("location")]) {
    for (const width of WIDTHS) {
      for (const colorScheme of COLOR_SCHEMES) {
        const page = await open(t, server, path, { width, colorScheme });
        const where = `${path} at ${width} px, ${colorScheme}`;
        await page.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = true)));
        assert.deepEqual(page.messages, [], where);
        const wide = await overhang(page);
        assert.ok(wide <= 0, `${where}: ${wide} px too wide`);
        assert.deepEqual(await findings(page), [], where);
        if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${path.replace(/\W+/g, "_")}-${width}-${colorScheme}.png`), fullPage: true });
        await page.close();
      }
    }
  }
});
