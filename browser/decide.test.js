// What an analyst decides on the pages: incidents and actors that are one, articles that tell of another happening, and the list of it all.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { example, findings, launch, openPage, overhang, sayso, startServer } from "./open.js";

let browser;
let folder;
let server;
let home;

const at = (path) => new URL(path, home);
const json = async (path) => (await fetch(at(path))).json();
const open = (t, path, look) => openPage(t, browser, at(path).href, look);
const titles = async () => (await json("/api/incidents")).map(({ id, documents }) => `${id} ${documents.length}`).sort();

before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "sayso-decide-"));
  const ledger = join(folder, "news.db");
  execFileSync(sayso, ["add", example("."), "--places", example("places.csv"), "--ledger", ledger]);
  ({ server, home } = await startServer("--ledger", ledger));
});
after(async () => {
  server?.kill();
  if (folder) rmSync(folder, { recursive: true });
  await browser?.close();
});

/** Opens the form with this question. */
const ask = (page, question) => page.locator("details.correct > summary", { hasText: question }).click();

describe("incidents", () => {
  test("two that are one are joined, marked with who and when, and parted again", async (t) => {
    const before = await titles();
    const [one, other] = await json("/api/incidents?limit=2");
    const page = await open(t, `/incident/${one.id}`);
    await ask(page, "This is the same happening as");
    const form = page.locator("#same form.seek");
    await form.getByRole("searchbox").fill(other.id);
    await form.getByRole("button", { name: "Look" }).click();
    assert.equal(new URL(page.url()).hash, "#same");
    assert.deepEqual(await page.locator("#same .choice label").allTextContents(), [other.title]);
    await page.getByRole("checkbox", { name: other.title }).check();
    await page.locator("#same").getByLabel("Your name").fill("Ann <b>");
    await page.getByRole("button", { name: "They are one happening" }).click();
    const id = /\/incident\/(i\d+)$/.exec(page.url())[1];
    const joined = await json(`/api/incidents/${id}`);
    for (const document of [...one.documents, ...other.documents]) assert.ok(joined.documents.includes(document), document);
    const mark = await page.locator(".corrected").textContent();
    assert.match(mark, new RegExp(`^Decided by Ann <b> on ${new Date().toISOString().slice(0, 10)}: “.+” \\(${one.id}\\) and “.+” \\(${other.id}\\) are one`));
    assert.equal(await page.locator("#apart input[name=by]").inputValue(), "Ann <b>", "the name is remembered");
    assert.deepEqual(page.messages, []);
    await page.getByRole("button", { name: /^Undo/ }).click();
    assert.equal(await page.locator(".corrected").count(), 0);
    assert.match(page.url(), /\/incident\/i\d+$/);
    assert.deepEqual(await titles(), before);
  });

  test("an article is taken out, both parts lead to each other, and it is what they are offered first", async (t) => {
    const before = await titles();
    const { id, documents } = (await json("/api/incidents")).find((incident) => incident.documents.length > 5);
    const page = await open(t, `/incident/${id}`);
    await ask(page, "Some of these articles tell of another happening");
    assert.equal(await page.locator("#apart .choice").count(), documents.length);
    await page.locator("#apart .choice input").nth(1).check();
    await page.locator("#apart").getByLabel("Your name").fill("Ben");
    await page.getByRole("button", { name: "They tell of another" }).click();
    assert.match(page.url(), new RegExp(`/incident/i\\d+$`));
    assert.equal((await json(`/api/incidents/${id}`)).documents.length, documents.length - 1);
    const other = page.locator(".corrected a").first();
    const title = await other.textContent();
    await other.click();
    assert.notEqual(page.url().split("/").at(-1), id);
    assert.ok((await page.locator(".corrected").textContent()).startsWith("Decided by Ben on "));
    await ask(page, "This is the same happening as");
    assert.ok((await page.locator("#same .choice input").first().getAttribute("value")).startsWith("i"), title);
    await page.getByRole("button", { name: /^Undo/ }).click();
    assert.deepEqual(await titles(), before);
  });

  test("what is looked for and not there is told, and nothing chosen is nothing done", async (t) => {
    const [{ id }] = await json("/api/incidents?limit=1");
    const page = await open(t, `/incident/${id}?like=no%20such%20words%20%25_`);
    assert.ok(await page.getByText("Nothing of these words").isVisible());
    const token = await page.locator("#apart input[name=token]").getAttribute("value");
    const post = (path, fields, headers = {}) =>
      fetch(at(path), { method: "POST", redirect: "manual", headers, body: new URLSearchParams(fields) }).then(({ status }) => status);
    assert.equal(await post("/merge", [["token", token], ["id", id]]), 400);
    assert.equal(await post("/split", [["token", token], ["id", id]]), 400);
    assert.equal(await post("/merge", [["token", token], ["id", id], ["with", "i999999"]]), 404);
    assert.equal(await post("/merge", [["token", token], ["id", id], ["with", "a1"]]), 400);
    assert.equal(await post("/split", [["token", token], ["id", id], ["document", "no such"]]), 404);
    for (const path of ["/merge", "/split"]) {
      assert.equal(await post(path, [["token", "0".repeat(64)], ["id", id], ["with", "i999999"], ["document", "x"]]), 403, "another token");
      assert.equal(await post(path, [["token", token], ["id", id], ["with", "i2"]], { origin: "http://evil.example" }), 403, "another site");
    }
    assert.equal((await json("/api/decisions")).filter(({ undone }) => undone === null).length, 0);
  });
});

test("two names of one actor are joined on its page, and every decision is listed and taken back", async (t) => {
  const actors = await json("/api/actors");
  const [one, other] = ["Tessa Orlund", "Aldo Prenn"].map((name) => actors.find((actor) => actor.name === name));
  const page = await open(t, `/actor/${one.id}?like=prenn`);
  await page.getByRole("checkbox", { name: other.name, exact: true }).check();
  await page.locator("#same").getByLabel("Your name").fill("Cleo");
  await page.getByRole("button", { name: "They are one", exact: true }).click();
  assert.ok(page.url().endsWith(`/actor/${one.id}`));
  assert.ok((await page.getByText("Also called").textContent()).includes("Prenn"));
  await page.getByRole("link", { name: "Decisions" }).click();
  const entry = page.locator(".decisions > li").first();
  assert.ok((await entry.textContent()).includes("Cleo") && (await entry.textContent()).includes("“Aldo Prenn”"));
  const decisions = await json("/api/decisions");
  assert.equal(await page.locator(".decisions > li").count(), decisions.length);
  const csv = await (await fetch(at("/api/decisions?format=csv"))).text();
  assert.ok(csv.startsWith("number,kind,made,analyst,words,undone\n") && csv.includes("Cleo"));
  for (const width of [1280, 360]) {
    for (const colorScheme of ["light", "dark"]) {
      for (const path of ["/decisions", `/actor/${one.id}?like=a`, `/incident/${(await json("/api/incidents?limit=1"))[0].id}?like=e`]) {
        const seen = await open(t, path, { width, colorScheme });
        await seen.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
        assert.deepEqual(await findings(seen), [], `${path} at ${width} px, ${colorScheme}`);
        assert.ok((await overhang(seen)) <= 0, `${path} at ${width} px`);
        await seen.close();
      }
    }
  }
  await entry.getByRole("button", { name: /^Undo/ }).click();
  assert.ok(page.url().endsWith("/decisions"));
  assert.match(await page.locator(".decisions > li").first().textContent(), /taken back on \d{4}-\d\d-\d\d/);
  assert.equal((await json(`/api/actors/${one.id}`)).names?.includes("Aldo Prenn") ?? false, false);
});

test("who is another in some articles becomes one of their own on the page, and is put back", async (t) => {
  const find = async (name) => (await json("/api/actors")).find((actor) => actor.name === name);
  const before = await find("Ilva Marrek");
  const said = async (id) => (await json(`/api/statements?actor=${id}`)).map(({ document }) => document);
  const all = await said(before.id);
  const page = await open(t, `/actor/${before.id}`);
  await ask(page, "Some of these articles mean somebody else");
  const choices = page.locator("#another .choice");
  assert.equal(await choices.count(), before.mentioned);
  assert.ok((await choices.first().locator("q").textContent()).length > 20, "the sentence helps to see who is meant");
  // The first that quotes her, so that something changes.
  const ids = await choices.locator("input").evaluateAll((all) => all.map((input) => input.value));
  const chosen = ids.find((id) => all.includes(id));
  await page.locator(`#another input[value="${chosen}"]`).check();
  await page.locator("#another").getByLabel("What to call them").fill("Ilva <i>Marrek</i> the younger");
  await page.locator("#another").getByLabel("Your name").fill("Dora");
  await page.getByRole("button", { name: "They are another" }).click();
  assert.ok(page.url().endsWith(`/actor/${before.id}`));
  const mark = page.locator(".corrected").first();
  assert.match(await mark.textContent(), new RegExp(`^Decided by Dora on \\d{4}-\\d\\d-\\d\\d: who is called “Ilva Marrek” \\(${before.id}\\) in `));
  const other = await find("Ilva <i>Marrek</i> the younger");
  assert.equal(other.mentioned, 1);
  assert.equal((await find("Ilva Marrek")).mentioned, before.mentioned - 1);
  assert.deepEqual([...new Set(await said(other.id))], [chosen]);
  assert.deepEqual((await said(before.id)).sort(), all.filter((id) => id !== chosen).sort());
  await mark.getByRole("link", { name: "the younger" }).click();
  assert.ok(page.url().endsWith(`/actor/${other.id}`));
  assert.deepEqual(await findings(page), []);
  assert.deepEqual(page.messages, []);
  await page.getByRole("button", { name: /^Undo/ }).click();
  assert.deepEqual(await find("Ilva Marrek"), before);
  assert.deepEqual((await said(before.id)).sort(), all.sort());
  assert.equal((await fetch(at(`/actor/${other.id}`))).status, 404);
});

test("not all articles can mean somebody else", async (t) => {
  const { id } = (await json("/api/actors"))[0];
  const page = await open(t, `/actor/${id}`);
  const token = await page.locator("#another input[name=token]").getAttribute("value");
  const documents = await page.locator("#another .choice input").evaluateAll((all) => all.map((input) => ["document", input.value]));
  const post = (fields) => fetch(at("/split"), { method: "POST", redirect: "manual", body: new URLSearchParams([["token", token], ["id", id], ...fields]) }).then(({ status }) => status);
  assert.equal(await post(documents), 400);
  assert.equal(await post([]), 400);
  assert.equal(await post([["document", "no such"]]), 400);
});
